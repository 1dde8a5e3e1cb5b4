package gateway.platform.iso8583;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Text as the host writes it: the printable ASCII characters in code page 1047. A table of our own, because a trimmed
 * Java runtime lacks the JDK's EBCDIC charsets.
 */
final class Ebcdic {

    private static final char FIRST = ' ';
    private static final byte[] CODES = HexFormat.of()
            .parseHex("405a7f7b5b6c507d4d5d5c4e6b604b61f0f1f2f3f4f5f6f7f8f97a5e4c7e6e6f"
                    + "7cc1c2c3c4c5c6c7c8c9d1d2d3d4d5d6d7d8d9e2e3e4e5e6e7e8e9ade0bd5f6d"
                    + "79818283848586878889919293949596979899a2a3a4a5a6a7a8a9c04fd0a1");
    private static final char NONE = 0;
    private static final char[] CHARACTERS = characters();

    private Ebcdic() {}

    static boolean canWrite(String text) {
        return text.chars().allMatch(c -> c >= FIRST && c < FIRST + CODES.length);
    }

    static void write(String text, ByteBuf out) {
        for (int i = 0; i < text.length(); i++) {
            out.writeByte(CODES[text.charAt(i) - FIRST]);
        }
    }

    static String read(ByteBuf in, int length) throws Malformation {
        var text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = CHARACTERS[in.readUnsignedByte()];
            if (text[i] == NONE) {
                throw new Malformation("unprintable text");
            }
        }
        return new String(text);
    }

    private static char[] characters() {
        var characters = new char[256];
        Arrays.fill(characters, NONE);
        for (int i = 0; i < CODES.length; i++) {
            characters[CODES[i] & 0xFF] = (char) (FIRST + i);
        }
        return characters;
    }
}
