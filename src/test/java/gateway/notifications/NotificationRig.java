package gateway.notifications;

import static org.awaitility.Awaitility.await;

import gateway.customers.Customer;
import gateway.customers.CustomerProblem;
import gateway.customers.Customers;
import gateway.notifications.wishes.PushTokens;
import gateway.platform.crypto.MasterKey;
import gateway.platform.http.Caller;
import gateway.sessions.LiveSessions;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.KeptConnection;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;
import sandbox.push.FcmHost;
import sandbox.push.FcmHost.Push;
import sandbox.sms.EskizProvider;
import sandbox.sms.Inbox;
import sandbox.sms.Inbox.Message;
import sandbox.sms.PlayMobileProvider;

/** Nodes that do nothing but tell customers things, on one database, with every carrier beside them. */
final class NotificationRig implements AutoCloseable {

    static final CustomerId CUSTOMER = new CustomerId(UUID.fromString("01900000-0000-7000-8000-00000000aa00"));
    static final CustomerId OTHER = new CustomerId(UUID.fromString("01900000-0000-7000-8000-00000000bb00"));
    /** Whose language nobody can find out today. */
    static final CustomerId SPEECHLESS = new CustomerId(UUID.fromString("01900000-0000-7000-8000-00000000dd00"));
    /** About whom nobody gets an answer. */
    static final CustomerId UNANSWERED = new CustomerId(UUID.fromString("01900000-0000-7000-8000-00000000ee00"));

    static final String PHONE = "998901234567";
    /** Sessions that have ended without a word. */
    static final Set<SessionId> OVER = ConcurrentHashMap.newKeySet();

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Database database = Stores.database();
    private final KeptConnection asked = new KeptConnection(database);
    final Inbox inbox = Inbox.inMemory();
    final EskizProvider eskiz = new EskizProvider(0, inbox);
    final PlayMobileProvider playMobile = new PlayMobileProvider(0, inbox);
    final FcmHost fcm = new FcmHost(0);
    private final List<LiveBooks> nodes = new ArrayList<>();
    private int events;

    /** Everything of the module over a register of two customers; not annotated as configuration: others scan here. */
    @ComponentScan("gateway.notifications")
    @ConfigurationPropertiesScan("gateway.notifications")
    static class Parts {

        @Bean
        MasterKey masterKey() {
            return new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        }

        @Bean
        Customers customers() {
            return new Register();
        }

        @Bean
        LiveSessions sessions() {
            return some -> Flux.fromIterable(some).filter(it -> !OVER.contains(it));
        }
    }

    /** One who speaks English and one who speaks Russian. */
    private static final class Register implements Customers {

        @Override
        public Mono<Optional<Customer>> byPhone(String phone) {
            return Mono.just(Optional.empty());
        }

        @Override
        public Mono<Customer> find(CustomerId id) {
            if (id.equals(CUSTOMER)) {
                return Mono.just(new Customer(id, PHONE, "en"));
            }
            if (id.equals(SPEECHLESS)) {
                return Mono.error(new IllegalStateException("The register is away"));
            }
            if (id.equals(UNANSWERED)) {
                return Mono.never();
            }
            return id.equals(OTHER)
                    ? Mono.just(new Customer(id, "998907654321", "ru"))
                    : Mono.error(CustomerProblem.CUSTOMER_NOT_FOUND.because("There is no " + id));
        }
    }

    LiveBooks node(String... settings) {
        var all = new TreeMap<String, String>(FcmHost.settings(fcm.port()));
        all.putAll(Map.of(
                "gateway.notifications.sms.eskiz.url", "http://127.0.0.1:" + eskiz.port() + "/api",
                "gateway.notifications.sms.eskiz.email", "bank@example.uz",
                "gateway.notifications.sms.eskiz.password", "right",
                "gateway.notifications.sms.playmobile.url", "http://127.0.0.1:" + playMobile.port(),
                "gateway.notifications.sms.playmobile.username", "bank",
                "gateway.notifications.sms.playmobile.password", "right",
                "gateway.notifications.news.every", "50ms",
                "gateway.notifications.delivery.pause", "20ms",
                "gateway.notifications.delivery.retry-from", "200ms",
                "gateway.notifications.delivery.retry-at-most", "400ms"));
        // Never, whatever the clock says while this runs.
        all.put("gateway.notifications.quiet.from", "00:00");
        all.put("gateway.notifications.quiet.until", "00:00");
        for (var setting : settings) {
            var pair = setting.split("=", 2);
            all.put(pair[0], pair[1]);
        }
        var node = LiveBooks.start(
                database,
                Parts.class,
                all.entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .toArray(String[]::new));
        nodes.add(node);
        return node;
    }

    /** Ends in the middle of what it does: what it did not write down is lost. */
    void stop(LiveBooks node) {
        nodes.remove(node);
        node.close();
    }

    static Caller caller(CustomerId customer, int device) {
        var tail = customer.value().getLeastSignificantBits() ^ ((long) device << 16);
        var id = new UUID(customer.value().getMostSignificantBits(), tail);
        return new Caller(customer, new DeviceId(id), new SessionId(id), Instant.EPOCH);
    }

    /** The customer's device of this number takes pushes under this token. */
    void register(LiveBooks node, CustomerId customer, int device, String token) {
        node.bean(PushTokens.class).register(caller(customer, device), token).block(PATIENCE);
    }

    void announce(CustomerId customer, String type, String payload) {
        events++;
        var id = "01900000-0000-7000-9000-%010x00".formatted(events);
        sql("""
            insert into platform.outbox (shard, id, subject, version, type, created_at, payload, customer)
            values (0, '%1$s', '%1$s', 1, '%2$s', clock_timestamp(), '%3$s', '%4$s')
            """.formatted(id, type, payload, customer.value()));
    }

    void newDevice(String name) {
        announce(CUSTOMER, "device.new", "{\"device\":\"" + name + "\"}");
    }

    List<Message> arrived() {
        return inbox.of(PHONE);
    }

    void awaitSms(int messages) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> arrived().size() >= messages);
    }

    void awaitPushes(int messages) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> fcm.pushes().size() >= messages);
    }

    List<String> titles() {
        return fcm.pushes().stream().map(Push::title).toList();
    }

    long count(String where) {
        return asked.number("select count(*) from notifications.message where " + where);
    }

    void awaitCount(String where, long wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> count(where) == wanted);
    }

    void sql(String statement) {
        try (var connection = database.jdbc();
                var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** Everything in the outbox so far has been read. */
    void awaitRead() {
        sql("create table if not exists public.moment (at timestamptz)");
        sql("truncate public.moment");
        sql("insert into public.moment values (clock_timestamp())");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> isRead());
    }

    private boolean isRead() {
        return asked.number("select count(*) from notifications.reader r, public.moment m where r.read_until > m.at")
                > 0;
    }

    @Override
    public void close() {
        List.copyOf(nodes).forEach(this::stop);
        asked.close();
        eskiz.close();
        playMobile.close();
        fcm.close();
    }
}
