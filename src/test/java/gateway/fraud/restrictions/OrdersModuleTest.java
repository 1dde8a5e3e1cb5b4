package gateway.fraud.restrictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import gateway.fraud.Attempts;
import gateway.fraud.FraudProblem;
import gateway.fraud.Restriction;
import gateway.fraud.RestrictionRefusal;
import gateway.fraud.Subject;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.PaymentId;
import gateway.shared.problems.ProblemException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import sandbox.embedded.Database;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Orders of the state on two nodes, with the real journal. */
class OrdersModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static final List<OrderLookup> LOOKUPS = new CopyOnWriteArrayList<>();

    private static Database database;
    private static LiveBooks books;
    private static Node here;
    private static Node there;

    /** The part of the module that the journal needs. */
    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        UnrestrictedWriter unrestrictedWriter() {
            return new UnrestrictedWriter();
        }
    }

    /** A node's own view. */
    private static final class Node {

        final List<Restriction> heard = new CopyOnWriteArrayList<>();
        final OrderView view;
        final OrderStore store;
        final OrderLookup lookup;
        final OrderFeed feed;
        final OrdersInForce orders;
        final TakeOrders take;

        Node(Clock clock) {
            this(clock, books.bean(ConnectionFactory.class));
        }

        Node(Clock clock, ConnectionFactory connections) {
            view = new OrderView(List.of(heard::add, _ -> {
                throw new IllegalStateException("a listener's fault");
            }));
            store = new OrderStore(books.bean(DatabaseClient.class), clock);
            lookup = new OrderLookup(connections, clock);
            LOOKUPS.add(lookup);
            feed = new OrderFeed(lookup, view, clock);
            orders = new OrdersInForce(view, lookup, clock);
            take = new TakeOrders(store, feed, clock);
        }

        Optional<Restriction> of(Subject... subjects) {
            return orders.of(List.of(subjects)).blockOptional(PATIENCE).orElseThrow();
        }
    }

    @BeforeAll
    static void start() {
        database = Stores.database();
        books = LiveBooks.start(database, Parts.class);
        here = new Node(Clock.systemUTC());
        there = new Node(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        LOOKUPS.forEach(OrderLookup::destroy);
        books.close();
    }

    private static Subject subject(Subject.Kind kind) {
        return new Subject(kind, Attempts.id(9, NUMBERS.incrementAndGet()));
    }

    private static Order order(Subject subject, Instant issued, @Nullable Instant until) {
        return Order.of("order-" + NUMBERS.incrementAndGet(), subject, "suspected", issued, until, issued, "{}");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static void place(Order order) {
        here.take.place(order).block(PATIENCE);
    }

    private static Decision commit(Node node, Subject... subjects) {
        var part = node.orders.unless(List.of(subjects));
        return books.journal()
                .commit(new Entry(7, Priority.NEW, List.of(part)))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    @Test
    void anOrderHoldsHereAtOnceAndOnTheOtherNodeWithItsNextLook() {
        there.feed.poll().block(PATIENCE);
        for (var kind : Subject.Kind.values()) {
            var subject = subject(kind);
            var order = order(subject, now(), null);
            assertThat(there.of(subject)).isEmpty();

            place(order);

            assertThat(here.of(subject(kind), subject)).map(Restriction::order).contains(order.id());
            there.feed.poll().block(PATIENCE);
            assertThat(there.of(subject)).map(Restriction::order).contains(order.id());
            assertThat(there.heard).extracting(Restriction::order).containsOnlyOnce(order.id());
            // The same id of another kind is somebody else.
            var other = Subject.Kind.values()[(kind.ordinal() + 1) % Subject.Kind.values().length];
            assertThat(there.of(new Subject(other, subject.id()))).isEmpty();
        }
    }

    /** As on a real node: the feed goes by its own pauses. */
    @Test
    void everyNodeHearsWithinTwoSeconds() {
        var node = new Node(Clock.systemUTC());
        var work = new OrderFeed.Work().hearingOfOrders(node.feed);
        var running = work.work().subscribe();
        try {
            await().atMost(PATIENCE)
                    .until(() -> node.orders.of(List.of()).block(PATIENCE).isEmpty());
            var subject = subject(Subject.Kind.CUSTOMER);
            var order = order(subject, now(), null);
            place(order);
            await().atMost(PROMISED)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> node.heard.stream().anyMatch(it -> it.order().equals(order.id())));
        } finally {
            running.dispose();
        }
    }

    /** Others were committed in between, and the node has looked and heard of those. */
    @Test
    void anOrderWhoseTransactionTookLongIsHeardAfterAll() throws SQLException {
        var node = new Node(Clock.systemUTC());
        var late = "order-" + NUMBERS.incrementAndGet();
        var early = order(subject(Subject.Kind.CUSTOMER), now(), null);
        try (var connection = database.jdbc();
                var insert = connection.prepareStatement("""
                        insert into fraud.restriction
                               (id, kind, subject, reason, issued_at, until, received_at, document)
                        values (?, 'customer', ?, 'suspected', now(), now() + interval '1 hour', now(), '{}')
                        """)) {
            connection.setAutoCommit(false);
            insert.setString(1, late);
            insert.setObject(2, subject(Subject.Kind.CUSTOMER).id());
            insert.executeUpdate();
            place(early);
            node.feed.poll().block(PATIENCE);
            assertThat(node.heard)
                    .extracting(Restriction::order)
                    .contains(early.id())
                    .doesNotContain(late);
            connection.commit();
        }

        node.feed.poll().block(PATIENCE);

        assertThat(node.heard).extracting(Restriction::order).containsOnlyOnce(late, early.id());
    }

    @Test
    void whatANodeKnewThreeSecondsAgoIsNotBelieved() {
        var node = new Node(Clock.systemUTC());
        node.feed.poll().block(PATIENCE);
        var order = order(subject(Subject.Kind.CUSTOMER), now(), null);
        here.store.place(order).block(PATIENCE);

        var later = new OrdersInForce(node.view, node.lookup, Clock.offset(Clock.systemUTC(), PROMISED.plusSeconds(1)));

        // The books are given half a second, which a busy machine may not have at once.
        var found = later.of(List.of(order.subject()))
                .retryWhen(Retry.fixedDelay(30, Duration.ofMillis(100)))
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(found).map(Restriction::order).contains(order.id());
    }

    @Test
    void whereNobodyCanTellNobodyIsLetThrough() {
        var nowhere = new Database("127.0.0.1", 1, "none", "none", "none");
        var node = new Node(Clock.systemUTC(), nowhere.connections());

        for (int asked = 0; asked < 2 * OrderLookup.ASK_TOGETHER; asked++) {
            assertProblem(FraudProblem.RESTRICTIONS_UNKNOWN, () -> node.of(subject(Subject.Kind.CUSTOMER)));
        }
    }

    /** Both from memory and, as long as nothing was heard, from the database. */
    @Test
    void aSharedPoolThatOthersHaveUsedUpKeepsNoNodeFromKnowing() {
        var bare = ((Wrapped<?>) books.bean(ConnectionFactory.class)).unwrap();
        var shared = new ConnectionPool(ConnectionPoolConfiguration.builder((ConnectionFactory) bare)
                .maxSize(1)
                .maxAcquireTime(PATIENCE)
                .build());
        var taken = shared.create().blockOptional(PATIENCE).orElseThrow();
        try {
            var node = new Node(Clock.systemUTC(), shared);
            var subject = subject(Subject.Kind.CUSTOMER);
            var order = order(subject, now(), null);
            place(order);
            assertThat(node.of(subject)).map(Restriction::order).contains(order.id());
            assertThat(node.heard).isEmpty();

            node.feed.poll().block(PROMISED);

            assertThat(node.heard).extracting(Restriction::order).contains(order.id());
            assertThat(node.of(subject)).map(Restriction::order).contains(order.id());
        } finally {
            Mono.from(taken.close()).block(PATIENCE);
            shared.dispose();
        }
    }

    @Test
    void aLookAfterTheDatabaseHadHungUpOnItsConnectionsFindsNewOnes() {
        var node = new Node(Clock.systemUTC());
        node.feed.poll().block(PATIENCE);
        long ended = books.bean(DatabaseClient.class)
                .sql("""
                        select pg_terminate_backend(pid, 5000)
                          from pg_stat_activity
                         where query like '%fraud.restriction news%' and pid <> pg_backend_pid()
                        """)
                .fetch()
                .all()
                .count()
                .blockOptional(PATIENCE)
                .orElseThrow();
        assertThat(ended).isPositive();
        var order = order(subject(Subject.Kind.CUSTOMER), now(), null);
        place(order);

        node.feed.poll().block(PROMISED);

        assertThat(node.heard).extracting(Restriction::order).contains(order.id());
    }

    @Test
    void anOrderIsHonouredByTheJournalBeforeAnyNodeHasHeard() {
        var subject = subject(Subject.Kind.CARD);
        var order = order(subject, now(), null);
        assertThat(commit(there, subject)).isInstanceOf(Committed.class);

        // Behind the nodes' backs.
        here.store.place(order).block(PATIENCE);

        assertThat(commit(there, subject(Subject.Kind.CUSTOMER), subject))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.refusal())
                                .isInstanceOfSatisfying(
                                        RestrictionRefusal.class,
                                        refusal -> assertThat(
                                                        refusal.restriction().order())
                                                .isEqualTo(order.id())));
        assertThat(commit(there, new Subject(Subject.Kind.DEVICE, subject.id())))
                .isInstanceOf(Committed.class);
        here.store.lift(order.id(), "no longer").block(PATIENCE);
        assertThat(commit(there, subject)).isInstanceOf(Committed.class);
    }

    @Test
    void anOrderEndsByItselfAfterThreeDaysOrWhenItSays() {
        var issued = now();
        var longest = order(subject(Subject.Kind.CUSTOMER), issued, issued.plus(Duration.ofDays(9)));
        var shorter = order(subject(Subject.Kind.CUSTOMER), issued, issued.plus(Duration.ofHours(1)));
        for (var order : List.of(longest, shorter)) {
            place(order);
            var length = order == longest ? Duration.ofHours(72) : Duration.ofHours(1);
            var last = new Node(Clock.fixed(issued.plus(length).minusMillis(1), ZoneOffset.UTC));
            var over = new Node(Clock.fixed(issued.plus(length), ZoneOffset.UTC));

            for (var node : List.of(last, over)) {
                boolean stops = node == last;
                // From the database, then from memory, then in the journal.
                assertThat(node.of(order.subject()).isPresent()).isEqualTo(stops);
                node.feed.poll().block(PATIENCE);
                assertThat(node.of(order.subject()).isPresent()).isEqualTo(stops);
                assertThat(commit(node, order.subject()) instanceof Refused).isEqualTo(stops);
            }
        }
    }

    @Test
    void theSameOrderAgainChangesNothingAndAnotherUnderItsIdIsRefused() {
        var order = order(subject(Subject.Kind.CUSTOMER), now(), null);
        place(order);
        var again = Order.of(
                order.id(), order.subject(), order.reason(), order.issuedAt(), null, now().plusSeconds(9), "{}");

        var evidence = here.take.place(again).blockOptional(PATIENCE).orElseThrow();
        assertThat(evidence.order()).isEqualTo(order);

        var at = order.issuedAt();
        for (var other : List.of(
                Order.of(order.id(), order.subject(), "another", at, null, now(), "{}"),
                Order.of(order.id(), subject(Subject.Kind.CUSTOMER), order.reason(), at, null, now(), "{}"),
                Order.of(order.id(), order.subject(), order.reason(), at.minusSeconds(1), order.until(), now(), "{}"),
                Order.of(order.id(), order.subject(), order.reason(), at, at.plusSeconds(60), now(), "{}"))) {
            assertProblem(FraudProblem.ORDER_DIFFERS, () -> place(other));
        }
        assertThat(here.take
                        .evidence(order.id())
                        .blockOptional(PATIENCE)
                        .orElseThrow()
                        .order())
                .isEqualTo(order);
        assertProblem(
                FraudProblem.ORDER_UNKNOWN, () -> here.take.lift("nobody", "x").block(PATIENCE));
        assertProblem(
                FraudProblem.ORDER_INVALID,
                () -> place(order(subject(Subject.Kind.CARD), now().plus(Duration.ofHours(1)), null)));
        assertProblem(
                FraudProblem.ORDER_INVALID,
                () -> place(order(subject(Subject.Kind.CARD), now(), now().minusSeconds(1))));
    }

    private static void assertProblem(FraudProblem type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .isInstanceOfSatisfying(
                        ProblemException.class, it -> assertThat(it.type()).isEqualTo(type));
    }

    @Test
    void aLiftedOrderStopsNothingAnywhereAndStaysLifted() {
        var subject = subject(Subject.Kind.DEVICE);
        var order = order(subject, now(), null);
        place(order);
        there.feed.poll().block(PATIENCE);
        assertThat(there.of(subject)).isPresent();

        here.take.lift(order.id(), "mistaken").block(PATIENCE);
        here.take.lift(order.id(), "again").block(PATIENCE);

        assertThat(here.of(subject)).isEmpty();
        there.feed.poll().block(PATIENCE);
        assertThat(there.of(subject)).isEmpty();
        place(order);
        assertThat(commit(here, subject)).isInstanceOf(Committed.class);
        var evidence = here.take.evidence(order.id()).blockOptional(PATIENCE).orElseThrow();
        assertThat(evidence.liftedBecause()).isEqualTo("mistaken");
        assertThat(evidence.inForce(now())).isFalse();
    }

    @Test
    void ofTwoOrdersTheLaterEndHoldsAndTheEvidenceNamesWhatWasStopped() {
        var subject = subject(Subject.Kind.ACCOUNT);
        var issued = now();
        var first = order(subject, issued, issued.plusSeconds(600));
        var second = order(subject, issued, issued.plusSeconds(900));
        place(second);
        place(first);
        assertThat(here.of(subject)).map(Restriction::order).contains(second.id());
        here.take.lift(second.id(), "mistaken").block(PATIENCE);
        assertThat(here.of(subject)).map(Restriction::order).contains(first.id());

        var payment = new PaymentId(UUID.randomUUID());
        here.take.stopped(first.id(), payment).block(PATIENCE);
        there.take.stopped(first.id(), payment).block(PATIENCE);

        var evidence = there.take.evidence(first.id()).blockOptional(PATIENCE).orElseThrow();
        assertThat(evidence.stopped()).extracting(TakeOrders.Stopped::payment).containsExactly(payment);
        assertThat(evidence.order()).isEqualTo(first);
    }
}
