package gateway.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An HTTP/2 client that says whatever it is told to, frame by frame (RFC 9113, 4.1). */
final class RawHttp2 implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    /** @param payload of a header block: as it came, packed */
    record Frame(int type, int stream, byte[] payload) {

        /** The error code of a reset. */
        int code() {
            return payload[3];
        }

        /** The last stream that whoever says goodbye may have worked on (RFC 9113, 6.8). */
        int lastStream() {
            return ByteBuffer.wrap(payload).getInt();
        }

        /** Whether a header block begins with status 200, which is one byte (RFC 7541, appendix A). */
        boolean isOk() {
            return type == HEADERS && payload[0] == (byte) 0x88;
        }
    }

    RawHttp2(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(5_000);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        write(SETTINGS, 0, 0, new byte[0]);
    }

    /** @param fields name, value, name, value */
    void headers(int stream, boolean last, String... fields) throws IOException {
        write(HEADERS, last ? END_HEADERS | END_STREAM : END_HEADERS, stream, block(fields));
    }

    void data(int stream, String text) throws IOException {
        write(DATA, 0, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first headers or reset on the stream; fails when nothing comes. */
    Frame answer(int stream) throws IOException {
        var frame = read();
        while (frame.stream() != stream || (frame.type() != HEADERS && frame.type() != RST_STREAM)) {
            frame = read();
        }
        return frame;
    }

    /** Whatever comes next; fails when nothing does, or when the server hung up. */
    Frame read() throws IOException {
        int lengthAndType = in.readInt();
        in.readByte();
        int stream = in.readInt();
        return new Frame(lengthAndType & 0xFF, stream, in.readNBytes(lengthAndType >>> 8));
    }

    /** Any frame, right or wrong, without waiting for whoever should read it. */
    void frame(int type, int flags, int stream, byte... payload) throws IOException {
        write(type, flags, stream, payload);
    }

    /** Many frames at once. */
    void frames(byte[] all) throws IOException {
        out.write(all);
        out.flush();
    }

    /** Reads and forgets until the server hangs up. */
    void untilHangup() {
        try {
            socket.setSoTimeout(0);
            in.skipNBytes(Long.MAX_VALUE);
        } catch (IOException hangup) {
            return;
        }
    }

    private void write(int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(bytes(type, flags, stream, payload));
        out.flush();
    }

    static byte[] bytes(int type, int flags, int stream, byte... payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(payload.length >> 16);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        frame.writeBytes(
                new byte[] {(byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8), (byte) stream});
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Every field in full, not indexed (RFC 7541, 6.2.2); names and values up to 126 bytes. */
    static byte[] block(String... fields) {
        var block = new ByteArrayOutputStream();
        for (int at = 0; at < fields.length; at += 2) {
            block.write(0);
            text(block, fields[at]);
            text(block, fields[at + 1]);
        }
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
