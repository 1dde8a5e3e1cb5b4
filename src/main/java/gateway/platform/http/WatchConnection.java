package gateway.platform.http;

import gateway.platform.http.OpenConnections.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServerState;

/**
 * Cuts off whoever holds a connection without using it: says nothing, floods it with frames that ask for nothing, does
 * not finish what was begun, takes no answer, or idles while others find no place. What Netty counts itself (resets,
 * parts of header blocks, empty frames) is not counted again.
 */
final class WatchConnection extends ChannelInboundHandlerAdapter {

    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();
    private static final int PREFACE_LENGTH = PREFACE.readableBytes();

    /** Who reads nothing does not read either why we hang up. */
    private static final long FAREWELL_MILLIS = 500;

    private final OpenConnections connections;
    private final long lookEveryNanos;
    private Speaks speaks = Speaks.NOTHING;
    private int prefaceSeen;
    private boolean upgraded;
    private @Nullable FrameCount frames;
    private @Nullable LastLook lastLook;
    private boolean answering;
    private boolean headBegun;
    private long heads;
    private boolean cutOff;

    /** @param patienceNanos how long a client may take over anything that it has to do in one go */
    WatchConnection(OpenConnections connections, long patienceNanos) {
        this.connections = connections;
        this.lookEveryNanos = patienceNanos / 2;
    }

    /** What the client has shown to speak. */
    private enum Speaks {
        NOTHING,
        HTTP1,
        HTTP2
    }

    /** Tells the watch of an HTTP/1.1 connection when a request was read and when its answer is out. */
    static void hear(Connection connection, ConnectionObserver.State state) {
        var watch = connection.channel().pipeline().get(WatchConnection.class);
        if (watch != null && HttpServerState.REQUEST_RECEIVED.equals(state)) {
            watch.answers(true);
        } else if (watch != null && ConnectionObserver.State.DISCONNECTING.equals(state)) {
            watch.answers(false);
        }
    }

    private void answers(boolean yes) {
        answering = yes;
        headBegun = false;
        heads++;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        lookLater(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (cutOff) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof ByteBuf bytes && !admits(context, bytes)) {
            ReferenceCountUtil.release(message);
            cut(context, upgraded && frames == null ? Fault.NONSENSE : Fault.FLOOD, Http2Error.ENHANCE_YOUR_CALM);
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean admits(ChannelHandlerContext context, ByteBuf bytes) {
        long now = context.executor().ticker().nanoTime();
        if (frames != null) {
            return frames.take(bytes, bytes.readerIndex(), now);
        }
        if (speaks == Speaks.HTTP1) {
            if (codec(context) == null) {
                headBegun = true;
                return true;
            }
            upgraded = true;
            prefaceSeen = 0;
        }
        return recognises(bytes, now);
    }

    // After an upgrade nothing but the preface may follow; a client that hid it behind its request would go uncounted.
    private boolean recognises(ByteBuf bytes, long now) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex() && prefaceSeen < PREFACE_LENGTH) {
            if (bytes.getByte(at++) != PREFACE.getByte(prefaceSeen++)) {
                speaks = Speaks.HTTP1;
                headBegun = true;
                return !upgraded;
            }
        }
        if (prefaceSeen < PREFACE_LENGTH) {
            return true;
        }
        speaks = Speaks.HTTP2;
        var count = new FrameCount(now);
        frames = count;
        return count.take(bytes, at, now);
    }

    private void lookLater(ChannelHandlerContext context) {
        var look = context.executor().schedule(() -> look(context), lookEveryNanos, TimeUnit.NANOSECONDS);
        context.channel().closeFuture().addListener(_ -> look.cancel(false));
    }

    private void look(ChannelHandlerContext context) {
        if (cutOff || !context.channel().isActive()) {
            return;
        }
        var before = lastLook;
        var now = LastLook.at(context.channel(), codec(context), begun(), before);
        lastLook = now;
        if (before == null) {
            lookLater(context);
        } else if (speaks == Speaks.NOTHING) {
            cut(context, Fault.SILENT, Http2Error.NO_ERROR);
        } else if (now.begunAndLeftSince(before) || now.goesOnAfterTheEnd()) {
            cut(context, Fault.SLOW, Http2Error.ENHANCE_YOUR_CALM);
        } else if (now.answerWaitsSince(before)) {
            cut(context, Fault.DEAF, Http2Error.ENHANCE_YOUR_CALM);
        } else if (frames != null && connections.areScarce() && now.isIdleSince(before)) {
            cut(context, Fault.IDLE, Http2Error.NO_ERROR);
        } else {
            lookLater(context);
        }
    }

    private LastLook.Begun begun() {
        return frames == null
                ? new LastLook.Begun(heads, headBegun && !answering, 0, heads, 0)
                : new LastLook.Begun(
                        frames.units(), frames.isInTheMiddle(), frames.grants(), frames.asked(), frames.bodies());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing is left to do for a connection that is being closed.
    private void cut(ChannelHandlerContext context, Fault why, Http2Error error) {
        cutOff = true;
        connections.cutOff(why);
        var codec = codec(context);
        if (codec == null) {
            context.close();
            return;
        }
        // As if it were our own mistake: what a client did wrong would be thrown through the pipeline, up to the log.
        codec.onError(context.pipeline().context(codec), true, Http2Exception.connectionError(error, why.text()));
        context.executor().schedule(() -> context.close(), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static @Nullable Http2FrameCodec codec(ChannelHandlerContext context) {
        return context.pipeline().get(Http2FrameCodec.class);
    }
}
