package gateway.platform.iso8583;

import io.netty.buffer.ByteBuf;

/**
 * The BASE I header in front of a message. Of its 22 bytes we use the stations; the control flags are zero when we
 * write and ignored when we read.
 *
 * @param destination station id, six digits
 * @param source station id, six digits
 */
public record Header(String destination, String source) {

    static final int LENGTH = 22;
    static final int REJECT_LENGTH = 26;

    private static final int FORMAT = 1;
    private static final int FOLLOWED = 0x80;
    private static final int BITMAP_TEXT = 2;
    private static final int FLAGS = 11;

    /** For the answer. */
    public Header turned() {
        return new Header(/* destination= */ source, /* source= */ destination);
    }

    /** @param total length of header and body in bytes */
    void write(ByteBuf out, int total) {
        out.writeByte(LENGTH).writeByte(FORMAT).writeByte(BITMAP_TEXT).writeShort(total);
        Bcd.write(destination, out);
        Bcd.write(source, out);
        out.writeZero(FLAGS);
    }

    /** What the first bytes say about the rest. */
    record Read(Header header, boolean followed, int reject) {

        static final int ACCEPTED = -1;
    }

    static Read read(ByteBuf in) throws Malformation {
        if (in.readableBytes() < LENGTH) {
            throw new Malformation("shorter than a header");
        }
        int length = in.getUnsignedByte(in.readerIndex());
        if (length != LENGTH && length != REJECT_LENGTH) {
            throw new Malformation("unknown header length");
        }
        if (in.readableBytes() < length) {
            throw new Malformation("cut off in the header");
        }
        var bytes = in.readSlice(length).skipBytes(1);
        boolean followed = (bytes.readUnsignedByte() & FOLLOWED) != 0;
        if (bytes.readUnsignedByte() != BITMAP_TEXT) {
            throw new Malformation("unknown text format");
        }
        bytes.skipBytes(2);
        var header = new Header(Bcd.read(bytes, 6, false), Bcd.read(bytes, 6, false));
        // Bytes 22 and 23 of a reject are a bitmap, 24 and 25 the reason.
        int reject = length == REJECT_LENGTH ? bytes.getUnsignedShort(REJECT_LENGTH - 2) : Read.ACCEPTED;
        return new Read(header, followed, reject);
    }
}
