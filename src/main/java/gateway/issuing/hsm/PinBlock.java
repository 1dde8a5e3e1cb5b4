package gateway.issuing.hsm;

import gateway.cards.Pan;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A PIN and its card's number in eight bytes (ISO 9564-1 format 0), before encryption. */
public final class PinBlock {

    private static final Pattern PIN = Pattern.compile("[0-9]{4,12}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int NIBBLES = 16;
    private static final int ACCOUNT_DIGITS = 12;

    private PinBlock() {}

    /** Throws {@link IllegalArgumentException} for what is no PIN of 4 to 12 digits. */
    public static byte[] of(Pan pan, String pin) {
        if (!PIN.matcher(pin).matches()) {
            throw new IllegalArgumentException("A PIN has 4 to 12 digits");
        }
        var digits = "0" + Integer.toHexString(pin.length()) + pin;
        return mixed(HEX.parseHex(digits + "F".repeat(NIBBLES - digits.length())), pan);
    }

    /** Empty when the block is not one of this card. */
    public static Optional<String> read(Pan pan, byte[] block) {
        var digits = HEX.formatHex(mixed(block, pan));
        int length = Character.digit(digits.charAt(1), NIBBLES);
        if (digits.charAt(0) != '0' || length < 4 || length > 12) {
            return Optional.empty();
        }
        var pin = digits.substring(2, 2 + length);
        boolean filled = digits.substring(2 + length).chars().allMatch(fill -> fill == 'F');
        return filled && PIN.matcher(pin).matches() ? Optional.of(pin) : Optional.empty();
    }

    // The last twelve digits before the check digit.
    private static byte[] mixed(byte[] block, Pan pan) {
        var number = pan.reveal();
        int end = number.length() - 1;
        var account = number.substring(Math.max(0, end - ACCOUNT_DIGITS), end);
        var other = HEX.parseHex("0".repeat(NIBBLES - account.length()) + account);
        var mixed = new byte[other.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (byte) (block[i] ^ other[i]);
        }
        return mixed;
    }
}
