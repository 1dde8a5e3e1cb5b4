package sandbox.crowd;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.Http2AllocationStrategy;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** A few HTTP/2 connections to the gateway, without TLS, shared by all customers. */
public final class Wire implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final int STREAMS = 256;
    private static final int WAITING = 20_000;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final ConnectionProvider connections;
    private final HttpClient client;
    private final String gateway;

    /**
     * What the gateway answered.
     *
     * @param advised whether it says when to come again
     */
    public record Reply(int status, String body, boolean advised) {}

    public Wire(URI gateway) {
        this(gateway, CONNECTIONS);
    }

    /** @param count of connections; each carries as many requests at once as the gateway allows */
    public Wire(URI gateway, int count) {
        this.gateway = gateway.toString();
        connections = ConnectionProvider.builder("bench")
                .maxConnections(count)
                .pendingAcquireMaxCount(WAITING)
                .pendingAcquireTimeout(DEADLINE)
                .allocationStrategy(Http2AllocationStrategy.builder()
                        .minConnections(count)
                        .maxConnections(count)
                        .maxConcurrentStreams(STREAMS)
                        .build())
                .build();
        client = HttpClient.create(connections)
                .protocol(HttpProtocol.H2C)
                .baseUrl(gateway.toString())
                .headers(headers -> headers.set("Content-Type", "application/json"))
                .responseTimeout(DEADLINE);
    }

    /** As proofs name it. */
    String gateway() {
        return gateway;
    }

    public Mono<Reply> post(String path, String json, Consumer<HttpHeaders> headers) {
        return client.headers(headers)
                .post()
                .uri(path)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8))))
                .responseSingle((response, body) -> body.asString(StandardCharsets.UTF_8)
                        .defaultIfEmpty("")
                        .map(text -> new Reply(
                                response.status().code(),
                                text,
                                response.responseHeaders().contains("Retry-After"))));
    }

    @Override
    public void close() {
        connections.disposeLater().block(DEADLINE);
    }
}
