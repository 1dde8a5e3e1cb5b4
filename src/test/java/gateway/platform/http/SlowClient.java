package gateway.platform.http;

import static gateway.platform.http.RawHttp2.CONTINUATION;
import static gateway.platform.http.RawHttp2.DATA;
import static gateway.platform.http.RawHttp2.END_HEADERS;
import static gateway.platform.http.RawHttp2.END_STREAM;
import static gateway.platform.http.RawHttp2.HEADERS;
import static gateway.platform.http.RawHttp2.SETTINGS;
import static gateway.platform.http.RawHttp2.WINDOW_UPDATE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a client does that wants to hold a connection for nothing: how it begins, and what it adds now and then. */
enum SlowClient {

    /** Connects; over TLS the handshake never begins. */
    SAYS_NOTHING,

    /** One letter of the preface at a time. */
    SPELLS_THE_PREFACE {
        @Override
        void add(OutputStream out, int time) throws IOException {
            out.write(PREFACE[time % PREFACE.length]);
        }
    },

    /** HTTP/1.1 headers without end. */
    ADDS_HEADERS {
        @Override
        void begin(OutputStream out) throws IOException {
            out.write(ascii("GET /test/orders/7 HTTP/1.1\r\nHost: localhost\r\n"));
        }

        @Override
        void add(OutputStream out, int time) throws IOException {
            out.write(ascii("X-" + time + ": y\r\n"));
        }
    },

    /** An HTTP/1.1 body byte by byte. */
    DRIPS_A_BODY {
        @Override
        void begin(OutputStream out) throws IOException {
            out.write(ascii("POST /test/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n"));
        }

        @Override
        void add(OutputStream out, int time) throws IOException {
            out.write(' ');
        }
    },

    /** Reads nothing of a large answer over HTTP/1.1. */
    READS_NOTHING {
        @Override
        void begin(OutputStream out) throws IOException {
            out.write(ascii("GET /test/large?kilobytes=16384 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
    },

    /** A frame whose end never comes. */
    LEAVES_A_FRAME {
        @Override
        void begin(OutputStream out) throws IOException {
            hello(out);
            var frame = RawHttp2.bytes(HEADERS, END_HEADERS | END_STREAM, 1, get("/test/orders/7"));
            out.write(frame, 0, frame.length - 1);
        }
    },

    /** Headers that are continued in a while. */
    CONTINUES_HEADERS {
        @Override
        void begin(OutputStream out) throws IOException {
            hello(out);
            out.write(RawHttp2.bytes(HEADERS, END_STREAM, 1, get("/test/orders/7")));
        }

        @Override
        void add(OutputStream out, int time) throws IOException {
            out.write(RawHttp2.bytes(CONTINUATION, 0, 1, RawHttp2.block("x-" + time, "y")));
        }
    },

    /** A body byte by byte. */
    DRIPS_DATA {
        @Override
        void begin(OutputStream out) throws IOException {
            hello(out);
            out.write(RawHttp2.bytes(HEADERS, END_HEADERS, 1, POST));
        }

        @Override
        void add(OutputStream out, int time) throws IOException {
            out.write(RawHttp2.bytes(DATA, 0, 1, (byte) ' '));
        }
    },

    /** Asks, and grants no room for the answer (CVE-2019-9517 and others). */
    GRANTS_NOTHING {
        @Override
        void begin(OutputStream out) throws IOException {
            hello(out);
            out.write(RawHttp2.bytes(SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0}));
            for (int stream = 1; stream < 100; stream += 2) {
                out.write(RawHttp2.bytes(HEADERS, END_HEADERS | END_STREAM, stream, get("/test/large?kilobytes=64")));
            }
        }
    },

    /** Asks, and grants room for one byte now and then (CVE-2019-9511). */
    GRANTS_BYTES {
        @Override
        void begin(OutputStream out) throws IOException {
            GRANTS_NOTHING.begin(out);
        }

        @Override
        void add(OutputStream out, int time) throws IOException {
            out.write(RawHttp2.bytes(
                    WINDOW_UPDATE, 0, 1, ByteBuffer.allocate(4).putInt(1).array()));
        }
    };

    /** Bytes of the large answer, more than all buffers on the way hold. */
    static final int LARGE = 16_384 * 1024;

    private static final byte[] PREFACE = ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    private static final byte[] POST = RawHttp2.block(
            ":method",
            "POST",
            ":scheme",
            "http",
            ":path",
            "/test/echo",
            ":authority",
            "localhost",
            "content-type",
            "application/json");

    void begin(OutputStream out) throws IOException {
        out.flush();
    }

    void add(OutputStream out, int time) throws IOException {
        out.flush();
    }

    private static void hello(OutputStream out) throws IOException {
        out.write(PREFACE);
        out.write(RawHttp2.bytes(SETTINGS, 0, 0));
    }

    private static byte[] get(String path) {
        return RawHttp2.block(":method", "GET", ":scheme", "http", ":path", path, ":authority", "localhost");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
