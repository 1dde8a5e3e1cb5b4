package gateway.platform.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;

/**
 * Tells every HTTP/2 client twice that its connection ends, as RFC 9113 section 6.8 asks: first to begin nothing new,
 * so that a while later nobody's request crosses the end; then which streams are still worked on, so that whoever asked
 * later knows that nothing came of it and asks again elsewhere.
 */
@Component
final class Farewell {

    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    /** Of connections there are at most as many as the servers take. */
    void remember(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(_ -> open.remove(channel));
    }

    /** To begin nothing new. What is on its way is still taken: the last stream there can be is named. */
    void say() {
        each(_ -> Integer.MAX_VALUE);
    }

    /** Nothing is taken from now on: the last stream that came is named, and what comes after it is not looked at. */
    void end() {
        each(codec -> codec.connection().remote().lastStreamCreated());
    }

    private void each(ToIntFunction<Http2FrameCodec> lastStream) {
        open.forEach(channel -> channel.eventLoop().execute(() -> tell(channel, lastStream)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Who has gone meanwhile need not hear it.
    private static void tell(Channel channel, ToIntFunction<Http2FrameCodec> lastStream) {
        var codec = channel.pipeline().get(Http2FrameCodec.class);
        if (codec == null) {
            return;
        }
        int last = lastStream.applyAsInt(codec);
        int told = codec.connection().goAwaySent() ? codec.connection().remote().lastStreamKnownByPeer() : -1;
        // What was once excluded stays excluded.
        if (told < 0 || last < told) {
            var context = channel.pipeline().context(codec);
            codec.goAway(context, last, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, context.newPromise());
            context.flush();
        }
    }
}
