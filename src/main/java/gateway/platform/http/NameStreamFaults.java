package gateway.platform.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Exception;

/**
 * Resets a stream with the very error that a client made on it (RFC 9113, 5.4.2). Reactor Netty would call each of them
 * a cancellation, and a client that is told so sends the same thing again.
 */
@Sharable
final class NameStreamFaults extends ChannelInboundHandlerAdapter {

    static final NameStreamFaults ONLY = new NameStreamFaults();

    private NameStreamFaults() {}

    // First the reset with its name, then the news: whoever closes the stream afterwards finds it closed.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        if (fault instanceof Http2Exception named) {
            var _ = context.writeAndFlush(new DefaultHttp2ResetFrame(named.error()));
        }
        context.fireExceptionCaught(fault);
    }
}
