package gateway.cards;

import gateway.customers.Customer;
import gateway.customers.CustomerProblem;
import gateway.customers.Customers;
import gateway.platform.journal.Outbox;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;

/** The cards module with its database; the rails, the customers and the clock belong to the test. */
public final class CardsFixture implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    public static final String PHONE = "998901234567";
    static final String EXPIRY = "2028-05";

    final Database database;
    final ConnectionPool connections;
    final SettableClock clock = new SettableClock(START);
    final FakeRegistrar uzcard = new FakeRegistrar(Scheme.UZCARD).withCodes("TOKEN-0001", PHONE);
    final FakeRegistrar humo = new FakeRegistrar(Scheme.HUMO);
    final FakeRegistrar visa = new FakeRegistrar(Scheme.VISA);
    final FakeRemover remover = new FakeRemover();
    final FakeCustomers customers = new FakeCustomers();
    private final TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(7));
    private final AtomicInteger keys = new AtomicInteger();
    private AnnotationConfigApplicationContext context;

    CardsFixture() {
        this(Stores.database());
    }

    CardsFixture(Database database) {
        this.database = database;
        connections = database.pool(12);
        context = start(keys(1, 1));
    }

    /** The vault's settings with test keys; version n is always the same key. */
    public static Map<String, Object> keys(int current, int... versions) {
        var properties = new HashMap<String, Object>();
        for (int version : versions) {
            properties.put("gateway.cards.vault.keys." + version, key(version));
        }
        properties.put("gateway.cards.vault.current", current);
        properties.put("gateway.cards.vault.index-key", key(99));
        return properties;
    }

    /** Starts a second life of the module on the same database. */
    void restart(Map<String, Object> properties) {
        context.close();
        context = start(properties);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    CustomerId customer() {
        return customer(PHONE);
    }

    CustomerId customer(String phone) {
        var id = new CustomerId(ids.next(ids.anyShard()));
        customers.known.put(id, new Customer(id, phone, "uz"));
        return id;
    }

    LinkCard.Request request(CustomerId owner, String pan) {
        return request(owner, pan, "key-%06d".formatted(keys.incrementAndGet()));
    }

    LinkCard.Request request(CustomerId owner, String pan, String key) {
        return new LinkCard.Request(owner, pan, EXPIRY, null, key, (pan + EXPIRY).getBytes(StandardCharsets.UTF_8));
    }

    /** A card that its rail vouched for at once. */
    Card linked(CustomerId owner, String visaNumber) {
        var reached = get(LinkCard.class).begin(request(owner, visaNumber)).block();
        return ((Linking.Linked) reached).card();
    }

    Linking.CodeSent codeSent(CustomerId owner, String uzcardNumber) {
        return (Linking.CodeSent)
                get(LinkCard.class).begin(request(owner, uzcardNumber)).block();
    }

    /** Runs SQL and gives the first column of every row as text. */
    List<String> sql(String statement) {
        return query(statement).block();
    }

    Mono<List<String>> query(String statement) {
        return DatabaseClient.create(connections)
                .sql(statement)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collectList();
    }

    @Override
    public void close() {
        context.close();
        connections.dispose();
    }

    private AnnotationConfigApplicationContext start(Map<String, Object> properties) {
        var started = new AnnotationConfigApplicationContext();
        started.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        started.registerBean(ConnectionFactory.class, () -> connections);
        started.registerBean(DatabaseClient.class, () -> DatabaseClient.create(connections));
        started.registerBean(
                TransactionalOperator.class,
                () -> TransactionalOperator.create(new R2dbcTransactionManager(connections)));
        started.registerBean(Clock.class, () -> clock);
        started.registerBean(TimeOrderedIds.class, () -> ids);
        started.registerBean(Customers.class, () -> customers);
        started.registerBean("uzcard", CardRegistrar.class, () -> uzcard);
        started.registerBean("humo", CardRegistrar.class, () -> humo);
        started.registerBean("visa", CardRegistrar.class, () -> visa);
        started.registerBean(TokenRemover.class, () -> remover);
        started.register(Module.class, Outbox.class);
        started.refresh();
        return started;
    }

    private static String key(int seed) {
        var bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @ConfigurationPropertiesScan("gateway.cards")
    @ComponentScan(
            basePackages = "gateway.cards",
            excludeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern = {".*\\.web\\..*", ".*Test.*"}))
    static class Module {}

    /** A clock that stands until a test moves it. */
    static final class SettableClock extends Clock {

        private volatile Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** The customers a test knows. */
    static final class FakeCustomers implements Customers {

        private final Map<CustomerId, Customer> known = new ConcurrentHashMap<>();

        @Override
        public Mono<Optional<Customer>> byPhone(String phone) {
            return Mono.just(known.values().stream()
                    .filter(one -> one.phone().equals(phone))
                    .findAny());
        }

        @Override
        public Mono<Customer> find(CustomerId id) {
            return Mono.justOrEmpty(known.get(id))
                    .switchIfEmpty(Mono.error(() -> CustomerProblem.CUSTOMER_NOT_FOUND.because("Not in this test")));
        }
    }
}
