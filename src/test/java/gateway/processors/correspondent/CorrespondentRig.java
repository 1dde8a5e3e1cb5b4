package gateway.processors.correspondent;

import static org.awaitility.Awaitility.await;

import gateway.platform.http.CertificateDoor;
import gateway.platform.http.CertificateDoors;
import gateway.platform.http.Doors;
import gateway.platform.http.Links;
import gateway.platform.http.OutgoingLinks;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Part;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import sandbox.correspondent.CorrespondentHost;
import sandbox.correspondent.Shown;
import sandbox.embedded.Database;
import sandbox.embedded.KeptConnection;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;
import tools.jackson.databind.json.JsonMapper;

/** Nodes that do nothing but messages, on one database, with both correspondents beside them. */
final class CorrespondentRig implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Database database = Stores.database();
    private final KeptConnection asked = new KeptConnection(database);
    final Path books;
    CorrespondentHost host;
    private final Map<LiveBooks, DisposableServer> nodes = new ConcurrentHashMap<>();

    CorrespondentRig(Path folder) {
        this.books = folder.resolve("correspondent.jsonl");
        this.host = new CorrespondentHost(0, books);
        act("time", Map.of("millis", 150));
    }

    /** What the sender of transfers was told; told again after an error that a test asked for. */
    static final class Sender implements HearsOfTransfers {

        final List<News> told = new CopyOnWriteArrayList<>();
        final AtomicInteger failing = new AtomicInteger();

        @Override
        public Mono<Heard> heard(News news) {
            return Mono.defer(() -> {
                boolean before = told.stream().anyMatch(it -> it.message().equals(news.message()));
                told.add(news);
                if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    return Mono.error(new IllegalStateException("not now"));
                }
                return Mono.just(before ? Heard.KNOWN : Heard.APPLIED);
            });
        }

        List<String> about(UUID uetr) {
            return told.stream()
                    .filter(it -> it.uetr().equals(uetr))
                    .map(Sender::word)
                    .distinct()
                    .toList();
        }

        private static String word(News news) {
            return switch (news) {
                case News.Status it -> it.stage() + (it.reason() == null ? "" : " " + it.reason());
                case News.Returned it -> "RETURNED " + it.back() + " " + it.charges() + " " + it.reason();
                case News.RecallAnswered it -> it.answer() + (it.reason() == null ? "" : " " + it.reason());
            };
        }
    }

    /** The module, its door, and a sender that remembers. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebFlux
    @ComponentScan("gateway.processors.correspondent")
    @ConfigurationPropertiesScan("gateway.processors.correspondent")
    static class Parts {

        @Bean
        Sender sender() {
            return new Sender();
        }

        @Bean
        OutgoingLinks outgoingLinks(Environment settings) {
            return Links.with(bundles(settings));
        }

        private static Map<String, SslBundle> bundles(Environment settings) {
            var pem = "spring.ssl.bundle.pem.correspondent";
            return Map.of(
                    "correspondent",
                    SslBundle.of(new PemSslStoreBundle(
                            PemSslStoreDetails.forCertificate(settings.getProperty(pem + ".keystore.certificate"))
                                    .withPrivateKey(settings.getProperty(pem + ".keystore.private-key")),
                            PemSslStoreDetails.forCertificate(settings.getProperty(pem + ".truststore.certificate")))));
        }

        @Bean
        ReactorResourceFactory threads() {
            var threads = new ReactorResourceFactory();
            threads.setUseGlobalResources(false);
            threads.setShutdownQuietPeriod(Duration.ZERO);
            return threads;
        }

        @Bean
        CertificateDoors doors(
                HttpHandler handler, Environment settings, ReactorResourceFactory threads, MeterRegistry meters) {
            return Doors.to(handler, bundles(settings), threads, meters);
        }

        @Bean
        HttpHandler handler(ApplicationContext context) {
            return WebHttpHandlerBuilder.applicationContext(context).build();
        }
    }

    /** Problems as their status alone. */
    @RestControllerAdvice
    static class Statuses {

        @ExceptionHandler
        ResponseEntity<String> status(ProblemException problem) {
            return ResponseEntity.status(problem.type().status())
                    .body(problem.type().slug());
        }
    }

    /** What is served to everybody else. */
    @RestController
    static class Elsewhere {

        static final String PATH = "/v1/elsewhere";

        @PostMapping(PATH)
        String serve() {
            return "served";
        }
    }

    LiveBooks node(String... settings) {
        var all = new TreeMap<>(CorrespondentHost.settings(host.port(), books));
        all.put("gateway.correspondents.every", "30ms");
        all.put("gateway.correspondents.timeout", "2s");
        all.put("gateway.correspondents.first-retry", "50ms");
        all.put("gateway.correspondents.last-retry", "300ms");
        all.put("gateway.correspondents.batch", "4");
        var given = Stream.concat(
                        all.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()), Stream.of(settings))
                .toArray(String[]::new);
        var node = LiveBooks.start(database, Parts.class, given);
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
                .handle(new ReactorHttpHandlerAdapter(node.bean(HttpHandler.class)))
                .bindNow();
        nodes.put(node, server);
        host.reach(url(node));
        return node;
    }

    /** Where correspondents come in. */
    String url(LiveBooks node) {
        return "https://localhost:" + node.bean(CertificateDoor.class).port();
    }

    /** Of everybody else. */
    String plain(LiveBooks node) {
        return "http://127.0.0.1:" + nodes.get(node).port();
    }

    /** With the certificate of {@code debk}. */
    Shown shown() {
        return CorrespondentHost.shown(books);
    }

    /** Ends in the middle of what it does: what it did not write down is lost. */
    void stop(LiveBooks node) {
        nodes.remove(node).disposeNow();
        node.close();
    }

    void act(String act, Map<String, ?> words) {
        host.act(act, JsonMapper.shared().valueToTree(words)).join();
    }

    static Decision commit(LiveBooks node, Part part) {
        return node.journal()
                .commit(new Entry(0, Entry.Priority.COMPLETION, List.of(part)))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    static List<String> told(LiveBooks node, UUID uetr) {
        return node.bean(Sender.class).about(uetr);
    }

    static void awaitTold(LiveBooks node, UUID uetr, String... words) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(told(node, uetr))
                        .containsExactly(words));
    }

    void awaitCount(String query, long wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> count(query) == wanted);
    }

    long count(String query) {
        return asked.number(query);
    }

    void sql(String statement) {
        try (var connection = database.jdbc();
                var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    @Override
    public void close() {
        new ArrayList<>(nodes.keySet()).forEach(this::stop);
        asked.close();
        host.close();
    }
}
