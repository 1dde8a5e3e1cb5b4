package gateway.platform.http;

import gateway.platform.crypto.MasterKey;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;
import tools.jackson.databind.json.JsonMapper;

/** The edge alone, over real sockets, with controllers made for its tests. */
final class EdgeServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ReactiveWebServerApplicationContext context;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {LiquibaseAutoConfiguration.class, R2dbcAutoConfiguration.class, DataSourceAutoConfiguration.class
            })
    @ComponentScan({"gateway.platform.http", "gateway.platform.loops", "gateway.platform.observability"})
    @ConfigurationPropertiesScan("gateway.platform.http")
    static class Application {

        static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

        @Bean
        MasterKey masterKey() {
            return new MasterKey(KEY);
        }

        @Bean
        RandomGenerator random() {
            return new java.security.SecureRandom();
        }
    }

    /** What came back, completely. */
    record Answer(int status, String protocol, Map<String, String> headers, String text) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            return JSON.readValue(text, Map.class);
        }

        String type() {
            return String.valueOf(json().get("type")).replace("/problems/", "");
        }
    }

    private EdgeServer(ReactiveWebServerApplicationContext context) {
        this.context = context;
    }

    static EdgeServer start(String... properties) {
        var settings = new LinkedHashMap<>(Map.of(
                "server.port", "0",
                "management.server.port", "0",
                "management.health.redis.enabled", "false",
                "management.endpoint.health.validate-group-membership", "false",
                "logging.structured.format.console", "plain",
                "logging.level.root", "warn"));
        for (var property : properties) {
            var parts = property.split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        var arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        var application = new SpringApplication(Application.class);
        return new EdgeServer((ReactiveWebServerApplicationContext) application.run(arguments));
    }

    ReactiveWebServerApplicationContext context() {
        return context;
    }

    int port() {
        return java.util.Objects.requireNonNull(context.getWebServer()).getPort();
    }

    int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    HttpClient client(HttpProtocol protocol) {
        return client(protocol, port());
    }

    static HttpClient client(HttpProtocol protocol, int port) {
        return on(HttpClient.newConnection(), protocol, port);
    }

    /** Keeps connections, and sends several streams over one where the protocol can. */
    static HttpClient pooled(HttpProtocol protocol, int port, ConnectionProvider pool) {
        return on(HttpClient.create(pool), protocol, port);
    }

    private static HttpClient on(HttpClient bare, HttpProtocol protocol, int port) {
        var client = bare.host("localhost").port(port).protocol(protocol);
        return switch (protocol) {
            case H2 -> client.secure(spec -> spec.sslContext(trusting(Http2SslContextSpec.forClient())));
            case HTTP11, H2C, HTTP3 -> client;
        };
    }

    static HttpClient http11OverTls(int port) {
        return HttpClient.newConnection()
                .host("localhost")
                .port(port)
                .protocol(HttpProtocol.HTTP11)
                .secure(spec -> spec.sslContext(trusting(Http11SslContextSpec.forClient())));
    }

    /** The certificate is not what is tested here. */
    private static GenericSslContextSpec<?> trusting(GenericSslContextSpec<SslContextBuilder> spec) {
        return spec.configure(ssl -> ssl.trustManager(InsecureTrustManagerFactory.INSTANCE));
    }

    Answer get(String path, String... headers) {
        return send(client(HttpProtocol.H2C), HttpMethod.GET, path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Answer post(String path, byte[] body, String... headers) {
        return send(client(HttpProtocol.H2C), HttpMethod.POST, path, body, headers);
    }

    static Answer send(HttpClient client, HttpMethod method, String path, byte @Nullable [] body, String... headers) {
        return java.util.Objects.requireNonNull(
                exchange(client, method, path, body, headers).block());
    }

    static Mono<Answer> exchange(
            HttpClient client, HttpMethod method, String path, byte @Nullable [] body, String... headers) {
        return client.headers(all -> {
                    for (int at = 0; at < headers.length; at += 2) {
                        all.set(headers[at], headers[at + 1]);
                    }
                })
                .request(method)
                .uri(path)
                .send(body == null ? ByteBufFlux.fromInbound(Flux.empty()) : ByteBufFlux.fromInbound(Mono.just(body)))
                .responseSingle((response, content) -> content.asString(StandardCharsets.UTF_8)
                        .defaultIfEmpty("")
                        .map(text -> answer(response, text)));
    }

    private static Answer answer(HttpClientResponse response, String text) {
        var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.responseHeaders().forEach(header -> headers.put(header.getKey(), header.getValue()));
        return new Answer(response.status().code(), response.version().text(), headers, text);
    }

    @Override
    public void close() {
        context.close();
    }
}
