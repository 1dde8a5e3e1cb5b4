package gateway.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2FrameTypes;

/**
 * Reads the beginnings of HTTP/2 frames (RFC 9113, 4.1) out of a connection's bytes, and keeps its credit: whoever asks
 * for something earns it, and every frame that only makes work costs it. An honest client never runs out.
 */
final class FrameCount {

    /** What a connection starts with, and the most that it can save. */
    static final int MOST = 2_000;

    private static final int EARNED_BY_A_REQUEST = 4;
    private static final int EARNED_BY_A_SECOND = 200;

    /**
     * A request was begun for nothing. Netty allows 200 in 30 seconds; here they are counted before it works on them.
     */
    private static final int PRICE_OF_A_RESET = 20;

    /** Headers of a size that no honest request has take long to unpack. */
    private static final int LARGE_BLOCK = 8 * 1024;

    private static final int PRICE_OF_A_LARGE_BLOCK = 200;
    private static final long NANOS_PER_CREDIT = 1_000_000_000L / EARNED_BY_A_SECOND;

    private static final int HEADER = 9;
    private static final int TYPE_AT = 3;
    private static final int FLAGS_AT = 4;
    private static final int END_STREAM = 0x1;
    private static final int ACK = 0x1;
    private static final int END_HEADERS = 0x4;

    /** Less in one frame of a body, and not its end, is a body dealt out crumb by crumb. */
    private static final int CRUMB = 64;

    private final byte[] header = new byte[HEADER];
    private int headerBytes;
    private int bytesLeft;
    private int credit = MOST;
    private long paidUntil;
    private long units;
    private long grants;
    private long asked;
    private long bodies;
    private boolean blockOpen;

    FrameCount(long now) {
        this.paidUntil = now;
    }

    /** Takes in what came next; the buffer stays as it is. False when the credit is used up. */
    boolean take(ByteBuf bytes, int from, long now) {
        int at = from;
        int end = bytes.writerIndex();
        while (at < end) {
            if (bytesLeft > 0) {
                int step = Math.min(bytesLeft, end - at);
                bytesLeft -= step;
                at += step;
            } else {
                header[headerBytes++] = bytes.getByte(at++);
                if (headerBytes == HEADER) {
                    begin();
                }
            }
        }
        return credit >= 0 || earn(now);
    }

    /** Frames that have begun; a header block of several counts as one. */
    long units() {
        return units;
    }

    /** Times the client allowed us to send more, or might have. */
    long grants() {
        return grants;
    }

    /** Header blocks that have begun. */
    long asked() {
        return asked;
    }

    /** Pieces of bodies. */
    long bodies() {
        return bodies;
    }

    /** Whether a frame, or a header block of several, has begun and not ended. */
    boolean isInTheMiddle() {
        return bytesLeft > 0 || headerBytes > 0 || blockOpen;
    }

    private void begin() {
        headerBytes = 0;
        bytesLeft = ((header[0] & 0xFF) << 16) | ((header[1] & 0xFF) << 8) | (header[2] & 0xFF);
        credit = Math.min(MOST, credit - price(header[TYPE_AT], header[FLAGS_AT]));
    }

    private int price(byte type, byte flags) {
        if (type != Http2FrameTypes.CONTINUATION) {
            units++;
        }
        return switch (type) {
            case Http2FrameTypes.HEADERS -> {
                asked++;
                blockOpen = (flags & END_HEADERS) == 0;
                yield bytesLeft > LARGE_BLOCK ? PRICE_OF_A_LARGE_BLOCK : -EARNED_BY_A_REQUEST;
            }
            case Http2FrameTypes.CONTINUATION -> {
                blockOpen = (flags & END_HEADERS) == 0;
                yield 1 + EARNED_BY_A_REQUEST;
            }
            case Http2FrameTypes.DATA -> {
                bodies++;
                yield bytesLeft >= CRUMB || (flags & END_STREAM) != 0 ? 0 : 1;
            }
            case Http2FrameTypes.RST_STREAM -> PRICE_OF_A_RESET;
            case Http2FrameTypes.WINDOW_UPDATE -> {
                grants++;
                yield 1;
            }
            case Http2FrameTypes.SETTINGS -> {
                grants++;
                yield (flags & ACK) == 0 ? EARNED_BY_A_REQUEST : 1;
            }
            default -> 1;
        };
    }

    private boolean earn(long now) {
        long earned = (now - paidUntil) / NANOS_PER_CREDIT;
        paidUntil += earned * NANOS_PER_CREDIT;
        credit = (int) Math.min(MOST, credit + earned);
        return credit >= 0;
    }
}
