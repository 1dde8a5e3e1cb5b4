package sandbox.uzcard;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A card of the sandbox. Every 8600 or 5614 number that satisfies Luhn is a good card without a limit, with any expiry
 * (YYMM) that is not past, except:
 *
 * <pre>
 * 8600490000000018  insufficient funds (-240)
 * 8600490000000026  blocked (-205)
 * 8600490000000034  expired (-201), also when it is registered
 * 8600490000000042  declined by fraud monitoring (-333)
 * 8600490000000059  its code is never accepted (-269)
 * 8600490000000067  not found (-200)
 * 86000088nnnnnnnL  good, and its codes arrive on 99890nnnnnnn instead of 998901234567
 * </pre>
 *
 * <p>A token is the encrypted number and expiry, so that it means the same after a restart and shows nothing.
 *
 * @param expiry YYMM
 */
record TestCard(String pan, String expiry) {

    private static final String USUAL_PHONE = "998901234567";
    private static final Set<String> BINS = Set.of("8600", "5614");
    private static final SecretKeySpec KEY =
            new SecretKeySpec("uzcard-sandbox-k".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "AES");

    static final String HELP = """
            uzcard: SVGate, user oqim, password sandbox; any expiry that is not past; codes at GET /sms/998901234567
              8600490000000000  good, like every other 8600... and 5614... number
              8600490000000018  insufficient funds
              8600490000000026  blocked
              8600490000000034  expired
              8600490000000042  declined by fraud monitoring
              8600490000000059  its code is never accepted
              8600490000000067  not found
              86000088nnnnnnnL  good, codes arrive on 99890nnnnnnn (L is the Luhn digit)
            """;

    /** Empty when it is no UZCARD number. */
    static Optional<TestCard> of(String pan, String expiry) {
        return pan.matches("[0-9]{16}") && BINS.contains(pan.substring(0, 4)) && luhn(pan)
                ? Optional.of(new TestCard(pan, expiry))
                : Optional.empty();
    }

    /** Empty when the token was never given out. */
    static Optional<TestCard> ofToken(String token) {
        if (!token.matches("[0-9A-F]{32}")) {
            return Optional.empty();
        }
        var plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, HexFormat.of().parseHex(token)));
        var pan = "%016d".formatted(plain.getLong());
        var expiry = "%04d".formatted(plain.getInt());
        return plain.getInt() == 0 ? of(pan, expiry) : Optional.empty();
    }

    String token() {
        var plain = ByteBuffer.allocate(16).putLong(Long.parseLong(pan)).putInt(Integer.parseInt(expiry));
        return HexFormat.of().withUpperCase().formatHex(cipher(Cipher.ENCRYPT_MODE, plain.array()));
    }

    /** Where the codes of the card arrive. */
    String phone() {
        return pan.startsWith("86000088") ? "99890" + pan.substring(8, 15) : USUAL_PHONE;
    }

    String masked() {
        return pan.substring(0, 6) + "******" + pan.substring(12);
    }

    /** Why money cannot be taken; 0 when it can. */
    int debitError() {
        return switch (pan) {
            case "8600490000000018" -> -240;
            case "8600490000000042" -> -333;
            default -> creditError();
        };
    }

    /** Why money cannot be given; 0 when it can. */
    int creditError() {
        return switch (pan) {
            case "8600490000000026" -> -205;
            case "8600490000000034" -> -201;
            case "8600490000000067" -> -200;
            default -> 0;
        };
    }

    boolean acceptsItsCode() {
        return !"8600490000000059".equals(pan);
    }

    private static byte[] cipher(int mode, byte[] block) {
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, KEY);
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
