package sandbox.visa;

import gateway.platform.iso8583.Frame;
import gateway.platform.iso8583.Frames;
import gateway.platform.iso8583.Header;
import gateway.platform.iso8583.IsoMessage;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The acquirer's connection to the issuer: opened when it is needed, and again when it was lost. */
final class AcquirerLine implements AutoCloseable {

    private static final Header HEADER = new Header(/* destination= */ "123456", /* source= */ "400001");
    private static final long PATIENCE_SECONDS = 30;

    private final InetSocketAddress issuer;
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("visa-acquirer", true), NioIoHandler.newFactory());
    private final Map<String, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private @Nullable Channel channel;

    AcquirerLine(InetSocketAddress issuer) {
        this.issuer = issuer;
    }

    /** @param bytes the whole frame, so that two answers can be compared */
    @SuppressWarnings("ArrayRecordComponent") // Compared by hand.
    record Answer(IsoMessage message, byte[] bytes) {}

    /** Fails when nothing comes in time. */
    CompletableFuture<Answer> ask(IsoMessage message) {
        var answer = new CompletableFuture<Answer>().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var name = name(message);
        waiting.put(name, answer);
        var buffer = Unpooled.buffer();
        Frames.write(HEADER, message, buffer);
        open().writeAndFlush(buffer).addListener(sent -> {
            if (!sent.isSuccess()) {
                answer.completeExceptionally(sent.cause());
            }
        });
        var _ = answer.whenComplete((_, _) -> waiting.remove(name, answer));
        return answer;
    }

    private synchronized Channel open() {
        var open = channel;
        if (open == null || !open.isActive()) {
            open = new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .handler(new Ends())
                    .connect(issuer)
                    .syncUninterruptibly()
                    .channel();
            channel = open;
        }
        return open;
    }

    private static String name(IsoMessage message) {
        return message.type().substring(0, 2) + message.get(11).orElse("");
    }

    private void heard(ByteBuf frame) {
        var bytes = ByteBufUtil.getBytes(frame);
        if (Frames.read(frame.skipBytes(Frames.PREFIX)) instanceof Frame.Message(var _, var message)) {
            var waits = waiting.get(name(message));
            if (waits != null) {
                waits.complete(new Answer(message, bytes));
            }
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Ends extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel opened) {
            opened.pipeline()
                    .addLast(new LengthFieldBasedFrameDecoder(Frames.LONGEST + Frames.PREFIX, 0, 2, 2, 0))
                    .addLast(new Ear());
        }
    }

    private final class Ear extends SimpleChannelInboundHandler<ByteBuf> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            heard(frame);
        }

        // Whoever still waits on this line hears nothing any more.
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            var lost = new IOException("The line to the issuer was lost");
            waiting.values().forEach(it -> it.completeExceptionally(lost));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
