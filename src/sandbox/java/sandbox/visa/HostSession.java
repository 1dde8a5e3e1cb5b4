package sandbox.visa;

import gateway.platform.iso8583.Frame;
import gateway.platform.iso8583.Frames;
import gateway.platform.iso8583.Header;
import gateway.platform.iso8583.IsoMessage;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One gateway's connection: signs it on, brings its messages to the desk, and answers as well or badly as it was told.
 */
final class HostSession extends SimpleChannelInboundHandler<Frame> {

    private static final long DELAY_SECONDS = 2;
    private static final long LATE_SECONDS = 8;
    private static final long OVERTAKEN_MILLIS = 300;
    private static final int NOT_SIGNED_ON = 0x0504;
    private static final int REJECT_HEADER = 26;
    private static final int HEADER = 22;
    private static final AtomicInteger GARBLED = new AtomicInteger();

    private final VisaHost host;
    private final Desk desk;
    private @Nullable ChannelHandlerContext context;
    private boolean signedOn;
    private boolean polling;

    HostSession(VisaHost host, Desk desk) {
        super(Frame.class);
        this.host = host;
        this.desk = desk;
    }

    /** Closes with RST, so that the other side's kernel drops what it had not read yet. */
    static void reset(Channel channel) {
        channel.config().setOption(io.netty.channel.ChannelOption.SO_LINGER, 0);
        var _ = channel.close();
    }

    void poll() {
        var open = open();
        open.executor().execute(() -> {
            polling = true;
            var _ = open.writeAndFlush(open.alloc().buffer().writeZero(Frames.PREFIX));
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext active, Frame frame) {
        if (host.isMute()) {
            return;
        }
        switch (frame) {
            case Frame.KeepAlive() -> keepAlive(active);
            case Frame.Message(var header, var message) -> read(header, message);
            case Frame.Rejected _, Frame.Malformed _ -> close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
        var _ = active.close();
    }

    private void keepAlive(ChannelHandlerContext active) {
        if (polling) {
            polling = false;
            host.pollAnswered();
        } else {
            var _ = active.writeAndFlush(active.alloc().buffer().writeZero(Frames.PREFIX));
        }
    }

    private void read(Header header, IsoMessage message) {
        if (message.type().equals("0800")) {
            manage(header, message);
        } else if (signedOn) {
            desk.serve(message, answer -> deliver(header.turned(), answer));
        } else {
            reject(header, message);
        }
    }

    private void manage(Header header, IsoMessage message) {
        switch (message.get(70).orElse("")) {
            case "071" -> {
                signedOn = true;
                host.signedOn();
            }
            case "072" -> {
                signedOn = false;
                host.signedOff();
            }
            case "301" -> host.echoed();
            default -> {}
        }
        write(
                header.turned(),
                IsoMessage.of("0810").echo(message, 7, 11, 37, 70).set(39, "00").build());
    }

    private void deliver(Header header, Desk.Answer answer) {
        var message = answer.message();
        switch (answer.fault()) {
            case null -> write(header, message);
            case DECLINE_FUNDS, DECLINE_FRAUD -> write(header, message);
            case DELAY -> writeAfter(TimeUnit.SECONDS.toMillis(DELAY_SECONDS), header, message);
            case LATE_ANSWER -> writeAfter(TimeUnit.SECONDS.toMillis(LATE_SECONDS), header, message);
            case OVERTAKEN_ANSWER -> writeAfter(OVERTAKEN_MILLIS, header, message);
            case CONFLICTING_ANSWER -> {
                write(header, message);
                write(header, copy(message).set(39, "05").build());
            }
            case WRONG_NAME ->
                write(header, copy(message).set(11, another(message, 11)).build());
            case SILENCE_NOT_DONE, SILENCE_DONE -> {}
            case DUPLICATE_ANSWER -> {
                write(header, message);
                write(header, message);
            }
            case GARBLED_ANSWER -> garble(header, message);
            case RESET_NOT_DONE, RESET_DONE -> reset(open().channel());
        }
    }

    private void write(Header header, IsoMessage message) {
        var buffer = open().alloc().buffer(256);
        Frames.write(header, message, buffer);
        var _ = open().writeAndFlush(buffer);
    }

    private void writeAfter(long millis, Header header, IsoMessage message) {
        var _ = open().executor().schedule(() -> write(header, message), millis, TimeUnit.MILLISECONDS);
    }

    /** Another way each time. */
    private void garble(Header header, IsoMessage message) {
        var wrong = copy(message);
        switch (GARBLED.getAndIncrement() % 6) {
            case 0 -> write(header, wrong.set(11, another(message, 11)).build());
            case 1 -> write(header, wrong.set(37, another(message, 37)).build());
            case 2 -> write(header, wrong.set(4, another(message, 4)).build());
            case 3 -> write(header, wrong.set(39, "ZZ").build());
            case 4 -> writeCut(header, message);
            default -> writeNoise();
        }
    }

    private static IsoMessage.Builder copy(IsoMessage message) {
        return IsoMessage.of(message.type()).echo(message, message.numbers().toArray());
    }

    private static String another(IsoMessage message, int number) {
        String value = message.get(number).orElse("0");
        int last = value.charAt(value.length() - 1) - '0';
        return value.substring(0, value.length() - 1) + (last + 1) % 10;
    }

    /** A frame whose message ends in the middle. */
    private void writeCut(Header header, IsoMessage message) {
        var buffer = open().alloc().buffer(256);
        Frames.write(header, message, buffer);
        int total = buffer.readableBytes() - Frames.PREFIX - 9;
        buffer.setShort(0, total).setShort(Frames.PREFIX + 3, total);
        var _ = open().writeAndFlush(buffer.writerIndex(Frames.PREFIX + total));
    }

    private void writeNoise() {
        var bytes = new byte[40];
        new java.util.Random(GARBLED.get()).nextBytes(bytes);
        var noise =
                open().alloc().buffer().writeShort(bytes.length).writeShort(0).writeBytes(bytes);
        var _ = open().writeAndFlush(noise);
    }

    /** The message back, behind a header that says why: 26 bytes, with a bitmap and a reason at its end. */
    private void reject(Header header, IsoMessage message) {
        var whole = open().alloc().buffer(256);
        Frames.write(header.turned(), message, whole);
        int total = whole.readableBytes() - Frames.PREFIX + REJECT_HEADER - HEADER;
        var buffer = open().alloc().buffer(256).writeShort(total).writeShort(0);
        int start = buffer.writerIndex();
        buffer.writeBytes(whole, Frames.PREFIX, HEADER)
                .setByte(start, REJECT_HEADER)
                .setShort(start + 3, total);
        buffer.writeShort(0).writeShort(NOT_SIGNED_ON);
        buffer.writeBytes(whole.skipBytes(Frames.PREFIX + HEADER));
        whole.release();
        var _ = open().writeAndFlush(buffer);
    }

    private void close() {
        var _ = open().close();
    }

    private ChannelHandlerContext open() {
        if (context == null) {
            throw new IllegalStateException("Not connected yet");
        }
        return context;
    }
}
