package gateway.webhooks;

import static org.awaitility.Awaitility.await;

import gateway.approvals.Act;
import gateway.approvals.TwoPersonActs;
import gateway.customers.CustomerProblem;
import gateway.customers.Merchants;
import gateway.customers.Merchants.Merchant;
import gateway.platform.crypto.MasterKey;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.platform.http.StrictJson;
import gateway.shared.ids.EndpointId;
import gateway.shared.ids.MerchantId;
import gateway.shared.ids.PartnerId;
import gateway.webhooks.partners.Endpoints;
import gateway.webhooks.partners.Partners;
import gateway.webhooks.partners.ProposePartnerActs;
import gateway.webhooks.signing.SigningKey.Kind;
import io.r2dbc.spi.ConnectionFactory;
import jakarta.validation.Validation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import sandbox.books.BookEntry;
import sandbox.embedded.Database;
import sandbox.embedded.KeptConnection;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Scratch;
import sandbox.embedded.Stores;
import sandbox.partner.PartnerHost;
import tools.jackson.databind.json.JsonMapper;

/** Nodes that do nothing but webhooks, on one database, with a partner's server beside them. */
final class WebhookRig implements AutoCloseable {

    static final MerchantId SHOP = new MerchantId(UUID.fromString("01900000-0000-7000-8000-00000000aa00"));
    static final MerchantId OTHER = new MerchantId(UUID.fromString("01900000-0000-7000-8000-00000000bb00"));
    static final Staff DILNOZA = new Staff("dilnoza", Set.of(StaffRole.ADMINISTRATOR));
    static final Staff RUSTAM = new Staff("rustam", Set.of(StaffRole.ADMINISTRATOR));
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final List<String> QUICK = List.of(
            "gateway.webhooks.reach.loopback=true",
            "gateway.webhooks.events.every=50ms",
            "gateway.webhooks.delivery.pause=20ms",
            "gateway.webhooks.delivery.timeout=700ms",
            "gateway.webhooks.delivery.connect-timeout=500ms",
            "gateway.webhooks.delivery.retries=30ms,60ms,100ms,200ms,400ms,1s,2s,4s,8s,10m",
            "gateway.webhooks.delivery.break-for=200ms",
            "gateway.webhooks.delivery.break-at-most=1s",
            "gateway.webhooks.partners.overlap=1h");

    final Database database = Stores.database();
    private final KeptConnection asked = new KeptConnection(database);
    final PartnerHost host = host();
    private final List<LiveBooks> nodes = new ArrayList<>();

    /** Everything of the module over a merchants' register of two. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan({"gateway.webhooks", "gateway.approvals"})
    @ConfigurationPropertiesScan("gateway.webhooks")
    static class Parts {

        @Bean
        MasterKey masterKey() {
            return new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        }

        @Bean
        StrictJson strictJson() {
            return new StrictJson(Validation.buildDefaultValidatorFactory().getValidator());
        }

        @Bean
        TransactionalOperator transaction(ConnectionFactory connections) {
            return TransactionalOperator.create(new R2dbcTransactionManager(connections));
        }

        @Bean(destroyMethod = "destroy")
        LettuceConnectionFactory redisConnections() {
            return new LettuceConnectionFactory(
                    Stores.redis().getHost(), Stores.redis().getPort());
        }

        @Bean
        ReactiveStringRedisTemplate redis(LettuceConnectionFactory connections) {
            return new ReactiveStringRedisTemplate(connections);
        }

        @Bean
        Merchants merchants() {
            return id -> id.equals(SHOP) || id.equals(OTHER)
                    ? Mono.just(new Merchant(id, "Shop", "5942"))
                    : Mono.error(CustomerProblem.MERCHANT_NOT_FOUND.because("There is no " + id));
        }
    }

    static PartnerHost host() {
        return new PartnerHost(0, Scratch.passing("oqim-partner").resolve("book.jsonl"));
    }

    LiveBooks node(String... settings) {
        var all = Stream.concat(QUICK.stream(), Stream.of(settings)).toArray(String[]::new);
        var node = LiveBooks.start(database, Parts.class, all);
        nodes.add(node);
        return node;
    }

    /** Ends in the middle of what it does: what it did not write down is lost. */
    void stop(LiveBooks node) {
        nodes.remove(node);
        node.close();
    }

    PartnerId partner(LiveBooks node, MerchantId... merchants) {
        var partners = node.bean(Partners.class);
        var id = get(partners.add("Shops", "dilnoza")).id();
        Stream.of(merchants)
                .forEach(merchant ->
                        decided(node, node.bean(ProposePartnerActs.class).join(id, merchant, "told", DILNOZA)));
        return id;
    }

    /** @param path such as {@code shop/gone} */
    EndpointId endpoint(LiveBooks node, PartnerId partner, String path, Kind kind, String... types) {
        var draft = get(node.bean(Endpoints.class)
                .draft(partner, url(path), types.length == 0 ? List.of("*") : List.of(types), kind));
        decided(node, node.bean(ProposePartnerActs.class).make(draft.wanted(), "told", DILNOZA));
        trust(draft.secret());
        return draft.wanted().id();
    }

    /** One proposed it, another approves it. */
    static Act decided(LiveBooks node, Mono<Act> proposal) {
        return get(proposal.flatMap(act -> node.bean(TwoPersonActs.class).approve(act.id(), "looked at", RUSTAM)));
    }

    String url(String path) {
        return "http://127.0.0.1:" + host.port() + "/hooks/" + path;
    }

    void trust(String secret) {
        host.act("trust", JsonMapper.shared().valueToTree(Map.of("secret", secret)));
    }

    /** Payments of 10.00 with these numbers, each with events of versions 1 (debiting) and 2 (completed). */
    void announce(MerchantId merchant, int from, int to) {
        sql("""
            insert into platform.outbox (shard, id, subject, version, type, created_at, payload)
            select 0, cast('01900000-0000-7000-9000-' || lpad(to_hex(n * 4 + v), 10, '0') || '00' as uuid),
                   cast('01900000-0000-7000-8000-' || lpad(to_hex(n), 10, '0') || '00' as uuid), v,
                   case v when 1 then 'payment.debiting' else 'payment.completed' end, clock_timestamp(),
                   '{"id":"pay_01900000-0000-7000-8000-' || lpad(to_hex(n), 10, '0') || '00","version":' || v
                   || ',"status":"' || case v when 1 then 'debiting' else 'completed' end
                   || '","amount":{"value":"10.00","currency":"UZS"},'
                   || '"source":{"type":"card","id":"card_hidden","rail":"uzcard","masked":"860049******0000"},'
                   || '"destination":{"type":"merchant","id":"%s","name":"Shop"},'
                   || '"refunded":{"value":"0.00","currency":"UZS"},"fees":[{"id":"hidden"}],'
                   || '"challenge":{"id":"chl_hidden"},"denial":{"reason":"no","railCode":"hidden"},'
                   || '"openedAt":"2026-03-14T10:00:00Z","finalBy":"2026-03-14T10:01:00Z"}'
              from generate_series(%d, %d) n, generate_series(1, 2) v
            """.formatted(merchant, from, to));
    }

    void sql(String statement) {
        try (var connection = database.jdbc();
                var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** The hour for which the one that was replaced is still good passes at once. */
    void passOverlap(String table) {
        awaitCount(
                "select count(*) from webhooks." + table + " where until > clock_timestamp() + interval '59 minutes'"
                        + " and until <= clock_timestamp() + interval '1 hour'",
                1);
        sql("update webhooks." + table + " set until = clock_timestamp() where until > clock_timestamp()");
    }

    long count(String query) {
        return asked.number(query);
    }

    /** What the partner has in its book, by webhook id. */
    Map<String, List<BookEntry>> book() {
        return host.books().orElseThrow().all();
    }

    void awaitBook(int events) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> book().size() >= events);
    }

    void awaitCount(String query, long wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> count(query) == wanted);
    }

    /** For large numbers: looks seldom. */
    void awaitAtLeast(String query, long wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> count(query) >= wanted);
    }

    static <T> T get(Mono<T> mono) {
        return mono.blockOptional(Duration.ofSeconds(30)).orElseThrow();
    }

    @Override
    public void close() {
        List.copyOf(nodes).forEach(this::stop);
        asked.close();
        host.close();
    }
}
