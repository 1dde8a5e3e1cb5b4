package sandbox.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.faults.Fault;

/** Sends an answer over HTTP/1.1, or meets the fault that was drawn for it. */
public final class Answering {

    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Duration OVERTAKEN = Duration.ofMillis(300);
    private static final long BEFORE_CLOSE_MILLIS = 100;

    private Answering() {}

    /** @param fault what goes wrong on the way; declines are no such thing, and answered as they are */
    public static Publisher<Void> send(
            HttpServerResponse response, String contentType, byte[] body, Optional<Fault> fault) {
        return fault.isEmpty() ? plain(response, contentType, body) : faulty(response, contentType, body, fault.get());
    }

    /** The answer, and right behind it another one to the same question. */
    public static Publisher<Void> sendBoth(HttpServerResponse response, String contentType, byte[] body, byte[] other) {
        var both = Unpooled.wrappedBuffer(whole(contentType, body), whole(contentType, other));
        response.withConnection(connection -> raw(connection, both));
        return Mono.never();
    }

    /** The status and half of the answer; then the connection is reset. */
    public static Publisher<Void> breakOff(HttpServerResponse response, String contentType, byte[] body) {
        var whole = whole(contentType, body);
        var beginning = whole.slice(0, whole.readableBytes() - body.length / 2);
        response.withConnection(connection -> {
            var _ = connection
                    .channel()
                    .pipeline()
                    .firstContext()
                    .writeAndFlush(beginning)
                    .addListener(_ -> reset(connection));
        });
        return Mono.never();
    }

    private static Publisher<Void> faulty(HttpServerResponse response, String contentType, byte[] body, Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS, DECLINE_FRAUD, WRONG_NAME -> plain(response, contentType, body);
            case DELAY -> after(DELAY, response, contentType, body);
            case LATE_ANSWER -> after(LATE, response, contentType, body);
            case OVERTAKEN_ANSWER -> after(OVERTAKEN, response, contentType, body);
            case SILENCE_NOT_DONE, SILENCE_DONE -> Mono.never();
            case DUPLICATE_ANSWER, CONFLICTING_ANSWER -> sendBoth(response, contentType, body, body);
            case GARBLED_ANSWER -> plain(response, contentType, Arrays.copyOf(body, body.length / 2));
            case RESET_NOT_DONE, RESET_DONE -> reset(response);
        };
    }

    private static Publisher<Void> plain(HttpServerResponse response, String contentType, byte[] body) {
        return response.header("Content-Type", contentType).sendObject(Unpooled.wrappedBuffer(body));
    }

    private static Publisher<Void> reset(HttpServerResponse response) {
        response.withConnection(Answering::reset);
        return Mono.never();
    }

    // With a linger of zero the kernel sends RST instead of FIN.
    private static void reset(Connection connection) {
        connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = connection.channel().close();
    }

    private static Publisher<Void> after(Duration pause, HttpServerResponse response, String contentType, byte[] body) {
        return Mono.delay(pause).thenMany(Mono.defer(() -> Mono.from(plain(response, contentType, body))));
    }

    // The second answer stands on the connection when the client takes it for its next question.
    private static ByteBuf whole(String contentType, byte[] body) {
        var head =
                "HTTP/1.1 200 OK\r\ncontent-type: %s\r\ncontent-length: %d\r\n\r\n".formatted(contentType, body.length);
        return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
    }

    private static void raw(Connection connection, ByteBuf bytes) {
        var channel = connection.channel();
        var _ = channel.pipeline().firstContext().writeAndFlush(bytes);
        var _ = channel.eventLoop().schedule(() -> close(channel), BEFORE_CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void close(Channel channel) {
        var _ = channel.close();
    }
}
