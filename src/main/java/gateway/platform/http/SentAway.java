package gateway.platform.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream that was answered before its request was read: the rest of it goes nowhere, and must come in time. */
final class SentAway extends ChannelInboundHandlerAdapter {

    private final boolean whole;
    private final Duration patience;
    private @Nullable Future<?> closing;

    /** @param whole whether nothing more of the request is to come */
    SentAway(boolean whole, Duration patience) {
        this.whole = whole;
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (!whole) {
            closing = context.executor().schedule(() -> close(context), patience.toNanos(), TimeUnit.NANOSECONDS);
            context.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean last = isLast(message);
        ReferenceCountUtil.release(message);
        if (last) {
            stopWaiting();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWaiting();
        context.fireChannelInactive();
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private static boolean isLast(Object message) {
        return switch (message) {
            case Http2DataFrame data -> data.isEndStream();
            case Http2HeadersFrame trailers -> trailers.isEndStream();
            default -> false;
        };
    }

    private void stopWaiting() {
        if (closing != null) {
            closing.cancel(false);
        }
    }
}
