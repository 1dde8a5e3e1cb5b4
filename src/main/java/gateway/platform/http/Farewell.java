package gateway.platform.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Tells every HTTP/2 client to begin nothing new on its connection (GOAWAY that names the last stream there can be, RFC
 * 9113 section 6.8). Said a while before the server ends, nobody's request crosses that end.
 */
@Component
final class Farewell {

    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    /** Of connections there are at most as many as the servers take. */
    void remember(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(_ -> open.remove(channel));
    }

    void say() {
        open.forEach(channel -> channel.eventLoop().execute(() -> say(channel)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Who has gone meanwhile need not hear it.
    private static void say(Channel channel) {
        var codec = channel.pipeline().get(Http2FrameCodec.class);
        if (codec != null && !codec.connection().goAwaySent()) {
            var context = channel.pipeline().context(codec);
            codec.goAway(
                    context,
                    Integer.MAX_VALUE,
                    Http2Error.NO_ERROR.code(),
                    Unpooled.EMPTY_BUFFER,
                    context.newPromise());
            context.flush();
        }
    }
}
