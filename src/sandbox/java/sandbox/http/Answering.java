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
    private static final long BEFORE_CLOSE_MILLIS = 100;

    private Answering() {}

    /** @param fault what goes wrong on the way; declines are no such thing, and answered as they are */
    public static Publisher<Void> send(
            HttpServerResponse response, String contentType, byte[] body, Optional<Fault> fault) {
        return fault.isEmpty() ? plain(response, contentType, body) : faulty(response, contentType, body, fault.get());
    }

    private static Publisher<Void> faulty(HttpServerResponse response, String contentType, byte[] body, Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS, DECLINE_FRAUD -> plain(response, contentType, body);
            case DELAY -> Mono.delay(DELAY).thenMany(Mono.defer(() -> Mono.from(plain(response, contentType, body))));
            case LATE_ANSWER ->
                Mono.delay(LATE).thenMany(Mono.defer(() -> Mono.from(plain(response, contentType, body))));
            case SILENCE_NOT_DONE, SILENCE_DONE -> Mono.never();
            case DUPLICATE_ANSWER -> twice(response, contentType, body);
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

    // The second answer stands on the connection when the client takes it for its next question.
    private static Publisher<Void> twice(HttpServerResponse response, String contentType, byte[] body) {
        var head =
                "HTTP/1.1 200 OK\r\ncontent-type: %s\r\ncontent-length: %d\r\n\r\n".formatted(contentType, body.length);
        var one = Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
        response.withConnection(connection -> raw(connection, Unpooled.wrappedBuffer(one, one.retainedDuplicate())));
        return Mono.never();
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
