package gateway.platform.iso8583;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;

/** Bytes that we carry without looking inside. */
final class Hex {

    private static final HexFormat FORMAT = HexFormat.of().withUpperCase();

    private Hex() {}

    static void write(String hex, ByteBuf out) {
        out.writeBytes(FORMAT.parseHex(hex));
    }

    static String read(ByteBuf in, int length) {
        var bytes = new byte[length];
        in.readBytes(bytes);
        return FORMAT.formatHex(bytes);
    }
}
