package gateway.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import reactor.netty.ConnectionObserver;

/**
 * Resets an HTTP/2 stream whose request does not say method, scheme and path (RFC 9113, 8.3.1), before anybody has to
 * guess them. CONNECT, which says neither scheme nor path, is refused alike: this is no proxy. What says them goes on,
 * or is {@linkplain SendAway sent away}.
 *
 * <p>Netty's own check cannot be switched on through Reactor Netty. Without it a request without scheme is served, and
 * one without method is taken for the trailers of another, which leaves the client waiting.
 */
final class RefuseHalfRequests extends ChannelInboundHandlerAdapter {

    private final SendAway sendAway;
    private final Duration patience;

    private RefuseHalfRequests(SendAway sendAway, Duration patience) {
        this.sendAway = sendAway;
        this.patience = patience;
    }

    /**
     * Watches every stream of the server's connections; to be called for all that happens on them.
     *
     * @param patience how long whoever is sent away may go on sending the request
     */
    static ConnectionObserver watch(SendAway sendAway, Duration patience) {
        return (connection, state) -> {
            if (ConnectionObserver.State.CONNECTED.equals(state)
                    && connection.channel() instanceof Http2StreamChannel stream) {
                stream.pipeline().addFirst(NameStreamFaults.ONLY, new RefuseHalfRequests(sendAway, patience));
            }
        };
    }

    // Only the first headers ask for something; what comes later on the stream are trailers.
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Http2HeadersFrame frame && !isWhole(frame.headers())) {
            ReferenceCountUtil.release(message);
            var _ = context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR));
            return;
        }
        if (message instanceof Http2HeadersFrame frame && sendAway.isDue(frame.headers())) {
            sendAway.answer(context, frame.headers());
            context.pipeline().replace(this, null, new SentAway(frame.isEndStream(), patience));
            ReferenceCountUtil.release(message);
            return;
        }
        context.pipeline().remove(this);
        context.fireChannelRead(message);
    }

    private static boolean isWhole(Http2Headers headers) {
        return headers.method() != null && headers.scheme() != null && headers.path() != null;
    }
}
