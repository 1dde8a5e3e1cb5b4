package gateway.issuing.hsm;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The card verification value: three digits that follow from number, expiry and service code under a key. */
final class SecurityCode {

    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("yyMM", Locale.ROOT);
    private static final Pattern SERVICE = Pattern.compile("[0-9]{3}");
    private static final int INPUT = 32;
    private static final int LENGTH = 3;

    private SecurityCode() {}

    static String of(TripleDes key, String pan, YearMonth expiry, String service) {
        // Without one it would be the code of another service, by its padding.
        if (!SERVICE.matcher(service).matches()) {
            throw new IllegalArgumentException("A service code has three digits");
        }
        var digits = pan + EXPIRY.format(expiry) + service;
        var input = HexFormat.of().parseHex(digits + "0".repeat(INPUT - digits.length()));
        var first = new byte[INPUT / 4];
        System.arraycopy(input, 0, first, 0, first.length);
        var mixed = key.encryptLeft(first);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] ^= input[mixed.length + i];
        }
        return decimal(HexFormat.of().formatHex(key.encrypt(mixed)));
    }

    // The decimal digits from left to right, and after them the letters, each ten less.
    private static String decimal(String hex) {
        var digits = new StringBuilder();
        hex.chars().filter(Character::isDigit).forEach(digit -> digits.append((char) digit));
        hex.chars().filter(Character::isLetter).forEach(letter -> digits.append(letter - 'a'));
        return digits.substring(0, LENGTH);
    }
}
