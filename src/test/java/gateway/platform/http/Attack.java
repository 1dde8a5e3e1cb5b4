package gateway.platform.http;

import static gateway.platform.http.RawHttp2.CONTINUATION;
import static gateway.platform.http.RawHttp2.DATA;
import static gateway.platform.http.RawHttp2.END_HEADERS;
import static gateway.platform.http.RawHttp2.END_STREAM;
import static gateway.platform.http.RawHttp2.HEADERS;
import static gateway.platform.http.RawHttp2.PING;
import static gateway.platform.http.RawHttp2.PRIORITY;
import static gateway.platform.http.RawHttp2.RST_STREAM;
import static gateway.platform.http.RawHttp2.SETTINGS;
import static gateway.platform.http.RawHttp2.WINDOW_UPDATE;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What hostile clients do to an HTTP/2 server, as the frames of one round on one connection. The names are those under
 * which the attacks are known.
 */
enum Attack {

    /** Asks and takes it back, so that no limit of streams counts it (CVE-2023-44487). */
    RAPID_RESET {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            int stream = stream(round);
            add(out, HEADERS, END_HEADERS | END_STREAM, stream, GET);
            add(out, RST_STREAM, 0, stream, number(8));
        }
    },

    /** Lets the server take back what it began, by a mistake in the middle (CVE-2025-8671). */
    MADE_YOU_RESET {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            int stream = stream(round);
            add(out, HEADERS, END_HEADERS, stream, POST);
            add(out, WINDOW_UPDATE, 0, stream, number(0));
        }
    },

    /** Headers that never end (CVE-2024-27316 and others). */
    CONTINUATION_FLOOD {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            if (round == 0) {
                add(out, HEADERS, END_STREAM, 1, GET);
            }
            add(out, CONTINUATION, 0, 1, RawHttp2.block("x-" + round, "y"));
        }
    },

    /** Continuations with nothing in them. */
    EMPTY_CONTINUATION_FLOOD {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            if (round == 0) {
                add(out, HEADERS, END_STREAM, 1, GET);
            }
            add(out, CONTINUATION, 0, 1);
        }
    },

    /** Every one has to be applied and acknowledged (CVE-2019-9515). */
    SETTINGS_FLOOD {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            add(
                    out,
                    SETTINGS,
                    0,
                    0,
                    ByteBuffer.allocate(6)
                            .putShort((short) 4)
                            .putInt(1 + round % 65_535)
                            .array());
        }
    },

    /** Every one has to be answered (CVE-2019-9512). */
    PING_FLOOD {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            add(out, PING, 0, 0, ByteBuffer.allocate(8).putLong(round).array());
        }
    },

    /** Grants room byte by byte that nobody needs. */
    WINDOW_UPDATE_FLOOD {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            add(out, WINDOW_UPDATE, 0, 0, number(1));
        }
    },

    /** Rearranges a tree that nobody looks at (CVE-2019-9513). */
    PRIORITY_FLOOD {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            add(
                    out,
                    PRIORITY,
                    0,
                    stream(round),
                    ByteBuffer.allocate(5).put(4, (byte) round).array());
        }
    },

    /** Frames of kinds that do not exist. */
    UNKNOWN_FLOOD {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            add(out, 0x70 + round % 16, 0, 0, number(round));
        }
    },

    /** A body of nothing, for ever (CVE-2019-9518). */
    EMPTY_DATA_FLOOD {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            if (round == 0) {
                add(out, HEADERS, END_HEADERS, 1, POST);
            }
            add(out, DATA, 0, 1);
        }
    },

    /** A body by single bytes. */
    CRUMBS {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            if (round == 0) {
                add(out, HEADERS, END_HEADERS, 1, POST);
            }
            add(out, DATA, 0, 1, (byte) ' ');
        }
    },

    /** Thousands of requests that wait for their bodies. */
    TEN_THOUSAND_STREAMS {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            add(out, HEADERS, END_HEADERS, stream(round), POST);
        }
    },

    /** A name that is sent once and repeated for a byte each: an unpacked mountain of headers. */
    HEADER_BOMB {
        @Override
        void round(ByteArrayOutputStream out, int round) {
            var block = new ByteArrayOutputStream();
            block.writeBytes(GET);
            block.writeBytes(new byte[] {0x40, 6});
            block.writeBytes("x-bomb".getBytes(StandardCharsets.US_ASCII));
            block.writeBytes(new byte[] {0x7F, (byte) (2_000 - 127 & 0x7F | 0x80), (byte) (2_000 - 127 >> 7)});
            block.writeBytes("b".repeat(2_000).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 10_000; i++) {
                block.write(0x80 | 62);
            }
            add(out, HEADERS, END_HEADERS | END_STREAM, stream(round), block.toByteArray());
        }
    };

    private static final byte[] GET =
            RawHttp2.block(":method", "GET", ":scheme", "http", ":path", "/test/orders/7", ":authority", "localhost");

    private static final byte[] POST = RawHttp2.block(
            ":method",
            "POST",
            ":scheme",
            "http",
            ":path",
            "/test/orders",
            ":authority",
            "localhost",
            "content-type",
            "application/json");

    /** Writes the frames of one round. */
    abstract void round(ByteArrayOutputStream out, int round);

    /** Several rounds in one piece, to be sent together. */
    byte[] rounds(int from, int count) {
        var out = new ByteArrayOutputStream();
        for (int round = from; round < from + count; round++) {
            round(out, round);
        }
        return out.toByteArray();
    }

    private static int stream(int round) {
        return 2 * round + 1;
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static void add(ByteArrayOutputStream out, int type, int flags, int stream, byte... payload) {
        out.writeBytes(RawHttp2.bytes(type, flags, stream, payload));
    }
}
