package gateway.processors;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One connection's conversation: a request, its whole answer, and only then the next request. */
final class HttpExchange extends ChannelInboundHandlerAdapter {

    private static final int USUAL = 1024;

    private final HttpConnections connections;
    private final Channel channel;
    private final String host;
    private final int limit;
    private @Nullable HttpCall call;
    private int status;
    private boolean reusable;
    private byte[] body = new byte[USUAL];
    private int size;

    /** @param limit of an answer's body */
    HttpExchange(HttpConnections connections, Channel channel, String host, int limit) {
        this.connections = connections;
        this.channel = channel;
        this.host = host;
        this.limit = limit;
    }

    boolean isOpen() {
        return channel.isActive();
    }

    void close() {
        var _ = channel.close();
    }

    /** Call while it talks about nothing else. */
    void send(HttpCall next) {
        call = next;
        status = 0;
        size = 0;
        next.sentOver(channel);
        channel.writeAndFlush(written(next)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private DefaultFullHttpRequest written(HttpCall next) {
        var request = next.request();
        var message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, request.method(), next.target(), Unpooled.wrappedBuffer(request.body()));
        var headers = message.headers();
        headers.set(HttpHeaderNames.HOST, host).set(HttpHeaderNames.ACCEPT, "*/*");
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, request.body().length);
        request.headers().forEach(headers::set);
        return message;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            read((HttpObject) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(HttpObject part) {
        var asked = call;
        if (asked == null) {
            // Nobody asked: whatever this is, it is no answer to the next question.
            var _ = channel.close();
        } else if (part.decoderResult().isFailure()) {
            end(asked, "not HTTP");
        } else {
            read(asked, part);
        }
    }

    private void read(HttpCall asked, HttpObject part) {
        if (part instanceof HttpResponse head) {
            status = head.status().code();
            reusable = HttpUtil.isKeepAlive(head);
        }
        if (part instanceof HttpContent content && !take(content.content())) {
            end(asked, "the answer is too long");
        } else if (part instanceof LastHttpContent && isFinal()) {
            call = null;
            asked.answered(status, Arrays.copyOf(body, size));
            connections.free(this, reusable);
        }
    }

    // "100 Continue" and its like come before the answer.
    private boolean isFinal() {
        return HttpStatusClass.valueOf(status) != HttpStatusClass.INFORMATIONAL;
    }

    private boolean take(ByteBuf part) {
        int length = part.readableBytes();
        if (length > limit - size) {
            return false;
        }
        if (size + length > body.length) {
            body = Arrays.copyOf(body, Math.max(size + length, body.length * 2));
        }
        part.readBytes(body, size, length);
        size += length;
        return true;
    }

    private void end(HttpCall asked, String why) {
        call = null;
        asked.fail(why);
        var _ = channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var asked = call;
        if (asked != null) {
            end(asked, "closed");
        }
    }

    // Messages of exceptions may quote what was received: only their kind is told.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var asked = call;
        if (asked != null) {
            end(asked, cause.getClass().getSimpleName());
        } else {
            var _ = channel.close();
        }
    }
}
