package gateway.platform.iso8583;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Turns messages into frames and back. A frame is a length of two bytes that counts header and body, two zero bytes,
 * the header, the body; a length of zero is a keep-alive. Reading never throws: what is no message is
 * {@link Frame.Malformed}.
 */
public final class Frames {

    /** The length in front of header and body. */
    public static final int PREFIX = 4;

    /** More than any message of the field table can be; a longer frame is garbage. */
    public static final int LONGEST = 8 * 1024;

    private static final int SECONDARY = 1 << 7;
    private static final int BITMAP = 8;

    private Frames() {}

    /** Appends the whole frame with its prefix. */
    public static void write(Header header, IsoMessage message, ByteBuf out) {
        int start = out.writerIndex();
        out.writeZero(PREFIX + Header.LENGTH);
        writeBody(message, out);
        int end = out.writerIndex();
        int total = end - start - PREFIX;
        out.writerIndex(start);
        out.writeShort(total).writeShort(0);
        header.write(out, total);
        out.writerIndex(end);
    }

    public static void writeKeepAlive(ByteBuf out) {
        out.writeZero(PREFIX);
    }

    /** @param in exactly one frame without its prefix; it is consumed */
    public static Frame read(ByteBuf in) {
        if (!in.isReadable()) {
            return new Frame.KeepAlive();
        }
        try {
            int total = in.readableBytes();
            if (total >= Header.LENGTH && in.getUnsignedShort(in.readerIndex() + 3) != total) {
                return new Frame.Malformed("header and frame disagree about the length");
            }
            return readFrame(in);
        } catch (Malformation e) {
            return new Frame.Malformed(e.why());
        }
    }

    private static Frame readFrame(ByteBuf in) throws Malformation {
        var first = Header.read(in);
        if (first.followed()) {
            var second = Header.read(in);
            if (second.followed()) {
                return new Frame.Malformed("more than two headers");
            }
        }
        if (first.reject() == Header.Read.ACCEPTED) {
            return new Frame.Message(first.header(), readBody(in));
        }
        return new Frame.Rejected(first.header(), first.reject(), readOriginal(in));
    }

    private static Optional<IsoMessage> readOriginal(ByteBuf in) {
        try {
            return Optional.of(readBody(in));
        } catch (Malformation _) {
            // The reject stands whether or not the network returned our message whole.
            return Optional.empty();
        }
    }

    private static void writeBody(IsoMessage message, ByteBuf out) {
        Bcd.write(message.type(), out);
        int bitmap = out.writerIndex();
        boolean secondary = message.numbers().anyMatch(number -> number > BITMAP * 8);
        out.writeZero(secondary ? 2 * BITMAP : BITMAP);
        if (secondary) {
            out.setByte(bitmap, SECONDARY);
        }
        for (int number = 2; number <= Fields.LAST; number++) {
            var value = message.value(number);
            if (value != null) {
                int at = bitmap + (number - 1) / 8;
                out.setByte(at, out.getByte(at) | bit(number));
                Fields.of(number).write(value, out);
            }
        }
    }

    private static IsoMessage readBody(ByteBuf in) throws Malformation {
        if (in.readableBytes() < 2 + BITMAP) {
            throw new Malformation("shorter than type and bitmap");
        }
        var message = IsoMessage.of(Bcd.read(in, 4, false));
        int bitmap = in.readerIndex();
        boolean secondary = (in.getByte(bitmap) & SECONDARY) != 0;
        if (in.readableBytes() < (secondary ? 2 * BITMAP : BITMAP)) {
            throw new Malformation("cut off in the bitmap");
        }
        in.skipBytes(secondary ? 2 * BITMAP : BITMAP);
        for (int number = 2; number <= (secondary ? Fields.LAST : BITMAP * 8); number++) {
            if ((in.getByte(bitmap + (number - 1) / 8) & bit(number)) != 0) {
                var field = Fields.find(number);
                if (field == null) {
                    throw new Malformation("unknown field " + number);
                }
                message.put(number, field.read(in));
            }
        }
        if (in.isReadable()) {
            throw new Malformation("bytes after the last field");
        }
        return message.build();
    }

    private static int bit(int number) {
        return 1 << (7 - (number - 1) % 8);
    }
}
