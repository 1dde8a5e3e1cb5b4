package gateway.platform.iso8583;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One row of the field table: how a data element is written.
 *
 * @param length digits, characters or bytes; at most so many where the length is written in front
 */
record Field(int number, Coding coding, int length, String name) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]*");
    private static final Pattern TRACK = Pattern.compile("[0-9=]*");
    private static final Pattern SIGNED = Pattern.compile("[CD][0-9]*");
    private static final Pattern HEX = Pattern.compile("([0-9A-F]{2})*");

    /** How values look on the wire; in memory they are digits, text, or upper-case hex of bytes. */
    enum Coding {
        /** Decimal digits of fixed length, BCD. */
        N,
        /** Up to so many decimal digits, BCD, after a byte that counts the digits. */
        N_LL,
        /** Track 2: digits and a separator, like {@link #N_LL}. */
        Z_LL,
        /** C or D in EBCDIC, then digits in BCD. */
        XN,
        /** EBCDIC of fixed length, padded with spaces. */
        AN,
        /** Up to so many EBCDIC characters after a byte that counts them. */
        AN_LL,
        /** Bytes of fixed length. */
        B,
        /** Up to so many bytes after a byte that counts them. */
        B_LL
    }

    /** The value as it will be read back: numbers get leading zeros, text gets trailing spaces. */
    String normal(String value) {
        String full = switch (coding) {
            case N -> "0".repeat(Math.max(0, length - value.length())) + value;
            case AN -> value + " ".repeat(Math.max(0, length - value.length()));
            case B, B_LL -> value.toUpperCase(Locale.ROOT);
            case N_LL, Z_LL, XN, AN_LL -> value;
        };
        if (!fits(full)) {
            throw new IllegalArgumentException("Field %d (%s) cannot hold this value".formatted(number, name));
        }
        return full;
    }

    void write(String value, ByteBuf out) {
        switch (coding) {
            case N -> Bcd.write(value, out);
            case N_LL, Z_LL -> {
                out.writeByte(value.length());
                Bcd.write(value, out);
            }
            case XN -> {
                Ebcdic.write(value.substring(0, 1), out);
                Bcd.write(value.substring(1), out);
            }
            case AN -> Ebcdic.write(value, out);
            case AN_LL -> {
                out.writeByte(value.length());
                Ebcdic.write(value, out);
            }
            case B -> Hex.write(value, out);
            case B_LL -> {
                out.writeByte(value.length() / 2);
                Hex.write(value, out);
            }
        }
    }

    String read(ByteBuf in) throws Malformation {
        return switch (coding) {
            case N -> Bcd.read(has(in, Bcd.bytes(length)), length, false);
            case N_LL, Z_LL -> {
                int count = count(in);
                yield Bcd.read(has(in, Bcd.bytes(count)), count, coding == Coding.Z_LL);
            }
            case XN -> sign(has(in, 1 + Bcd.bytes(length - 1))) + Bcd.read(in, length - 1, false);
            case AN -> Ebcdic.read(has(in, length), length);
            case AN_LL -> {
                int count = count(in);
                yield Ebcdic.read(has(in, count), count);
            }
            case B -> Hex.read(has(in, length), length);
            case B_LL -> {
                int count = count(in);
                yield Hex.read(has(in, count), count);
            }
        };
    }

    private boolean fits(String value) {
        return switch (coding) {
            case N -> value.length() == length && DIGITS.matcher(value).matches();
            case N_LL -> value.length() <= length && DIGITS.matcher(value).matches();
            case Z_LL -> value.length() <= length && TRACK.matcher(value).matches();
            case XN -> value.length() == length && SIGNED.matcher(value).matches();
            case AN -> value.length() == length && Ebcdic.canWrite(value);
            case AN_LL -> value.length() <= length && Ebcdic.canWrite(value);
            case B -> value.length() == length * 2 && HEX.matcher(value).matches();
            case B_LL -> value.length() <= length * 2 && HEX.matcher(value).matches();
        };
    }

    private static String sign(ByteBuf in) throws Malformation {
        String sign = Ebcdic.read(in, 1);
        if (!sign.equals("C") && !sign.equals("D")) {
            throw new Malformation("not a sign");
        }
        return sign;
    }

    private int count(ByteBuf in) throws Malformation {
        int count = has(in, 1).readUnsignedByte();
        if (count > length) {
            throw new Malformation("field " + number + " is too long");
        }
        return count;
    }

    private ByteBuf has(ByteBuf in, int bytes) throws Malformation {
        if (in.readableBytes() < bytes) {
            throw new Malformation("cut off in field " + number);
        }
        return in;
    }
}
