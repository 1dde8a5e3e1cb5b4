package gateway.platform.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http2.Http2FrameCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a connection looked like at a moment, to be compared with the next.
 *
 * @param begun what the client had begun
 * @param streams requests of HTTP/2 under way
 * @param waiting the oldest stream with an answer that the client grants no room; 0 when there is none
 * @param waitingFor in how many looks in a row it was that stream
 * @param unsent what the socket is to take next, by identity; null when it has taken everything
 * @param sentOfIt how much of that it has taken
 * @param strays in how many looks in a row bodies came although no request was under way
 */
record LastLook(
        Begun begun,
        int streams,
        int waiting,
        int waitingFor,
        @Nullable Object unsent,
        long sentOfIt,
        int strays) {

    /**
     * How far the client has come with what it says.
     *
     * @param units frames begun, a header block counting as one; of HTTP/1.1, heads of requests
     * @param isInTheMiddle whether the last of them had not ended
     * @param grants times the client allowed us to send more
     * @param asked requests begun
     * @param bodies pieces of bodies begun
     */
    record Begun(long units, boolean isInTheMiddle, long grants, long asked, long bodies) {}

    /** However little of an answer a client takes at a time, it has to end. */
    private static final int MOST_LOOKS_AT_AN_ANSWER = 12;

    /** What was on its way when we ended a request is through before the second look. */
    private static final int MOST_STRAYS = 1;

    static LastLook at(Channel channel, @Nullable Http2FrameCodec codec, Begun begun, @Nullable LastLook before) {
        int streams = codec == null ? 0 : codec.connection().numActiveStreams();
        int waiting = codec == null ? 0 : oldestWaiting(codec);
        var outgoing = channel.unsafe().outboundBuffer();
        return new LastLook(
                begun,
                streams,
                waiting,
                before != null && waiting != 0 && waiting == before.waiting ? before.waitingFor + 1 : 0,
                outgoing == null ? null : outgoing.current(),
                outgoing == null ? 0 : progress(outgoing),
                strays(streams, begun, before));
    }

    private static int strays(int streams, Begun begun, @Nullable LastLook before) {
        if (before == null || streams > 0 || before.streams > 0) {
            return 0;
        }
        boolean came = begun.asked == before.begun.asked && begun.bodies > before.begun.bodies;
        return came ? before.strays + 1 : 0;
    }

    /** Something was begun before then, and nothing came of it. */
    boolean begunAndLeftSince(LastLook before) {
        return begun.isInTheMiddle && before.begun.isInTheMiddle && begun.units == before.begun.units;
    }

    /** Pieces of a body come in for a request that was answered long ago, and hold the connection. */
    boolean goesOnAfterTheEnd() {
        return strays > MOST_STRAYS;
    }

    /** An answer lies here that nobody takes, or takes by the crumb. */
    @SuppressWarnings("ReferenceEquality") // The very same message, not one like it.
    boolean answerWaitsSince(LastLook before) {
        boolean noRoom = waitingFor > 0 && begun.grants == before.begun.grants;
        boolean notRead = unsent != null && unsent == before.unsent && sentOfIt == before.sentOfIt;
        return noRoom || notRead || waitingFor >= MOST_LOOKS_AT_AN_ANSWER;
    }

    /**
     * Nothing was asked; a sign of life is no request. Of HTTP/2 only: of HTTP/1.1 nobody can tell from here whether a
     * request is under way.
     */
    boolean isIdleSince(LastLook before) {
        return streams == 0 && begun.units > 0 && begun.asked == before.begun.asked;
    }

    private static int oldestWaiting(Http2FrameCodec codec) {
        var flow = codec.connection().remote().flowController();
        try {
            var waiting = codec.connection().forEachActiveStream(stream -> !flow.hasFlowControlled(stream));
            return waiting == null ? 0 : waiting.id();
        } catch (io.netty.handler.codec.http2.Http2Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long progress(ChannelOutboundBuffer outgoing) {
        return outgoing.current() == null ? 0 : outgoing.currentProgress();
    }
}
