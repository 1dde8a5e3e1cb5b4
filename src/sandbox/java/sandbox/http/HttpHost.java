package sandbox.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.ClientAuth;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;
import sandbox.Counterparty;
import sandbox.books.Books;
import sandbox.faults.FaultPlan;
import sandbox.tls.Identity;

/** A counterparty that is asked over HTTP on a port of this machine. When it closes it hangs up on everybody. */
public abstract class HttpHost implements Counterparty {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final String name;
    private final Optional<Books> books;
    private final FaultPlan faults = new FaultPlan();
    private final Map<String, LongAdder> oddities = new ConcurrentHashMap<>();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable DisposableServer server;

    /** One that keeps no money. */
    protected HttpHost(String name) {
        this(name, Optional.empty());
    }

    /** @param books closed together with this */
    protected HttpHost(String name, Books books) {
        this(name, Optional.of(books));
    }

    private HttpHost(String name, Optional<Books> books) {
        this.name = name;
        this.books = books;
    }

    /** A server that nobody reaches from another machine. */
    protected static HttpServer at(int port) {
        return HttpServer.create().host("127.0.0.1").port(port);
    }

    /**
     * One over HTTP/2 that lets in whoever has the certificate of {@code gateway}.
     *
     * @param folder where that and its own are, once they are made
     */
    protected static HttpServer withMutualTls(int port, String own, Path folder) {
        var us = Identity.in(folder, own);
        var client = Identity.in(folder, "gateway");
        GenericSslContextSpec<?> context = Http2SslContextSpec.forServer(
                        us.certificate().toFile(), us.key().toFile())
                .configure(builder ->
                        builder.trustManager(client.certificate().toFile()).clientAuth(ClientAuth.REQUIRE));
        return at(port).protocol(HttpProtocol.H2).secure(spec -> spec.sslContext(context));
    }

    /** Last thing that a constructor does. */
    protected final void listen(HttpServer configured) {
        server = configured
                .doOnConnection(connection -> connections.add(connection.channel()))
                .bindNow();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return Objects.requireNonNull(server, "listens").port();
    }

    @Override
    public final Optional<Books> books() {
        return books;
    }

    /** The same, for one that has them. */
    protected final Books own() {
        return books.orElseThrow();
    }

    @Override
    public final FaultPlan faults() {
        return faults;
    }

    @Override
    public Map<String, Long> oddities() {
        var counts = new TreeMap<String, Long>();
        oddities.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    protected final void odd(String what) {
        oddities.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    /** The whole of it, also when there is none. What is longer than anything that is ever said ends the connection. */
    protected static Mono<byte[]> body(HttpServerRequest request) {
        return request.receive()
                .collect(ByteArrayOutputStream::new, HttpHost::add)
                .map(ByteArrayOutputStream::toByteArray);
    }

    private static void add(ByteArrayOutputStream body, ByteBuf part) {
        var bytes = new byte[part.readableBytes()];
        if (bytes.length > MOST_BYTES - body.size()) {
            throw new IllegalStateException("The question is too long");
        }
        part.readBytes(bytes);
        body.writeBytes(bytes);
    }

    @Override
    public void close() {
        if (server != null) {
            server.disposeNow(SOON);
        }
        var _ = connections.close();
        books.ifPresent(Books::close);
    }
}
