package gateway.platform.iso8583;

import io.netty.buffer.ByteBuf;

/** Two decimal digits per byte; an odd number of digits gets a zero in front. */
final class Bcd {

    private static final int SEPARATOR = 0xD;

    private Bcd() {}

    static int bytes(int digits) {
        return (digits + 1) / 2;
    }

    /** @param digits decimal digits, and {@code =} where track data has its separator */
    static void write(String digits, ByteBuf out) {
        int at = 0;
        if (digits.length() % 2 != 0) {
            out.writeByte(nibble(digits.charAt(at++)));
        }
        for (; at < digits.length(); at += 2) {
            out.writeByte(nibble(digits.charAt(at)) << 4 | nibble(digits.charAt(at + 1)));
        }
    }

    static String read(ByteBuf in, int length, boolean track) throws Malformation {
        var digits = new char[length];
        int at = 0;
        if (length % 2 != 0) {
            int first = in.readUnsignedByte();
            if (first >> 4 != 0) {
                throw new Malformation("padding is not zero");
            }
            digits[at++] = digit(first, track);
        }
        while (at < length) {
            int pair = in.readUnsignedByte();
            digits[at++] = digit(pair >> 4, track);
            digits[at++] = digit(pair & 0xF, track);
        }
        return new String(digits);
    }

    private static int nibble(char digit) {
        return digit == '=' ? SEPARATOR : digit - '0';
    }

    private static char digit(int nibble, boolean track) throws Malformation {
        if (nibble <= 9) {
            return (char) ('0' + nibble);
        }
        if (track && nibble == SEPARATOR) {
            return '=';
        }
        throw new Malformation("not a decimal digit");
    }
}
