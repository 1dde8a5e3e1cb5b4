package sandbox.payme;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A card that Payme keeps. Every 8600, 5614 or 9860 number of 16 digits is a good card, except those of Payme's own
 * test environment and a poor one; see {@link #HELP}. A token is the encrypted number and expiry, so that it means the
 * same after a restart and shows nothing.
 *
 * @param expire MMYY
 * @param turn tells one keeping of a card from another, so that each has a token of its own
 */
record KeptCard(String number, String expire, int turn) {

    static final String CODE = "666666";

    static final String HELP = """
            payme: Subscribe API, cash register oqim, key sandbox; any expiry; every code is 666666
              8600495473316478  good, like every other 8600..., 5614... and 9860... number
              8600490000000018  insufficient funds (-31630)
              8600060921090842  its holder gets no SMS (-31110)
              3333336415804657  expired (-31301)
              4444445987459073  blocked (-31302)
              8600143417770323  system error when it pays (-31001)
              8600134301849596  ten seconds, then an error (-31630)
            """;

    private static final SecretKeySpec KEY =
            new SecretKeySpec("payme-sandbox-ke".getBytes(StandardCharsets.US_ASCII), "AES");

    /** Empty when it is no number of a card. */
    static Optional<KeptCard> of(String number, String expire) {
        return number.matches("(8600|5614|9860|3333|4444)[0-9]{12}") && expire.matches("[0-9]{4}")
                ? Optional.of(
                        new KeptCard(number, expire, ThreadLocalRandom.current().nextInt()))
                : Optional.empty();
    }

    /** Empty when the token was never given out. */
    static Optional<KeptCard> ofToken(String token) {
        if (!token.matches("[0-9A-Za-z_-]{22}")) {
            return Optional.empty();
        }
        var plain = ByteBuffer.wrap(
                cipher(Cipher.DECRYPT_MODE, Base64.getUrlDecoder().decode(token)));
        return of("%016d".formatted(plain.getLong()), "%04d".formatted(plain.getInt()))
                .map(card -> new KeptCard(card.number(), card.expire(), plain.getInt()));
    }

    String token() {
        var plain = ByteBuffer.allocate(16)
                .putLong(Long.parseLong(number))
                .putInt(Integer.parseInt(expire))
                .putInt(turn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher(Cipher.ENCRYPT_MODE, plain.array()));
    }

    String masked() {
        return number.substring(0, 6) + "******" + number.substring(12);
    }

    /** Why Payme does not keep it; 0 when it does. */
    int keepingError() {
        return switch (number) {
            case "3333336415804657" -> -31301;
            case "4444445987459073" -> -31302;
            default -> 0;
        };
    }

    /** Why no code can be sent to its holder; 0 when one can. */
    int codeError() {
        return "8600060921090842".equals(number) ? -31110 : 0;
    }

    /** Why it does not pay; 0 when it does. */
    int payingError() {
        return switch (number) {
            case "8600490000000018", "8600134301849596" -> -31630;
            case "8600143417770323" -> -31001;
            default -> 0;
        };
    }

    boolean isSlow() {
        return "8600134301849596".equals(number);
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
}
