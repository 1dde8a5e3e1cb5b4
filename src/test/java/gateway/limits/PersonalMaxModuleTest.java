package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.approvals.Act;
import gateway.packs.InForce;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Maxima of single customers, in the real journal, on two nodes. */
class PersonalMaxModuleTest {

    private static final Window DAY = new Window.Calendar(Window.Calendar.Unit.DAY, ZoneId.of("Asia/Tashkent"));
    private static final Instant LATER = Rules.NOON.plus(Duration.ofDays(9));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static LiveBooks here;
    private static LiveBooks there;
    private static PersonalStore store;

    /** The parts of the module that the journal needs. */
    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        UseWriter useWriter() {
            return new UseWriter();
        }
    }

    @BeforeAll
    static void start() {
        var database = Stores.database();
        here = LiveBooks.start(database, Parts.class);
        there = LiveBooks.start(database, Parts.class);
        store = new PersonalStore(here.bean(DatabaseClient.class));
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    private static Limit limit(long max) {
        return Rules.rule("personal-" + NAMES.incrementAndGet(), Measure.AMOUNT, DAY, max);
    }

    private static Act give(Limit limit, String max, Instant until) {
        return act("{\"customer\":\"%s\",\"limit\":\"%s\",\"max\":\"%s\",\"until\":\"%s\"}"
                .formatted(Rules.CUSTOMER, limit.id(), max, until));
    }

    private static Act act(String content) {
        var at = Rules.NOON;
        return new Act(UUID.randomUUID(), "kind", "", content, "why", "dilnoza", at, at, Act.State.PROPOSED, null);
    }

    private static GivePersonalMax giving(Limit limit) {
        return new GivePersonalMax(
                InForce.always(new LimitPacks(), new LimitBook(List.of(limit))),
                store,
                Clock.fixed(Rules.NOON, ZoneOffset.UTC));
    }

    private static EndPersonalMax ending() {
        return new EndPersonalMax(store, Clock.fixed(Rules.NOON, ZoneOffset.UTC));
    }

    private static UUID given(Limit limit, String max, Instant until) {
        var act = give(limit, max, until);
        inTransaction(giving(limit).perform(act));
        return act.id();
    }

    private static void end(UUID id) {
        inTransaction(ending().perform(act("{\"personal\":\"" + id + "\"}")));
    }

    private static void inTransaction(Mono<Void> work) {
        transaction(work).block();
    }

    private static Mono<Void> transaction(Mono<Void> work) {
        var manager = new R2dbcTransactionManager(here.bean(ConnectionFactory.class));
        return work.as(TransactionalOperator.create(manager)::transactional);
    }

    private static Mono<Decision> commit(LiveBooks node, Limit limit, Use use) {
        var part = CountUse.take(use, List.of(Claim.of(limit, use)));
        return node.journal().commit(new Entry(Rules.CUSTOMER.shard(), Priority.NEW, List.of(part)));
    }

    private static @Nullable LimitRefusal use(Limit limit, long minor, Instant at) {
        return commit(there, limit, Rules.use(minor, new UUID(1, 1), at))
                                .blockOptional()
                                .orElseThrow()
                        instanceof Refused refused
                ? (LimitRefusal) refused.refusal()
                : null;
    }

    private static @Nullable LimitRefusal use(Limit limit, long minor) {
        return use(limit, minor, Rules.NOON);
    }

    @Test
    void sixtyFourThatRaceUseExactlyThePersonalMaximum() {
        for (var max : List.of("5.00", "1.20")) {
            var limit = limit(255);
            given(limit, max, LATER);

            long used = Flux.fromStream(IntStream.range(0, 64).boxed())
                    .flatMap(n -> commit(n % 2 == 0 ? here : there, limit, Rules.use(10, new UUID(2, n))), 64)
                    .filter(decision -> !(decision instanceof Refused))
                    .count()
                    .blockOptional()
                    .orElseThrow();

            assertThat(used * 10).isEqualTo(max.equals("5.00") ? 500 : 120);
        }
    }

    @Test
    void itHoldsForThatCustomerAndRuleAloneAndTheRefusalNamesIt() {
        var limit = limit(100);
        var other = limit(100);
        var id = given(limit, "3.00", LATER);

        assertThat(use(limit, 300)).isNull();
        assertThat(use(limit, 1)).satisfies(no -> {
            assertThat(no.personal()).isEqualTo(id);
            assertThat(no.left()).isZero();
            assertThat(LimitRefusal.parse(no.text())).isEqualTo(no);
        });
        assertThat(use(other, 101))
                .satisfies(no -> assertThat(no.personal()).isNull())
                .satisfies(no -> assertThat(LimitRefusal.parse(no.text())).isEqualTo(no));
    }

    @Test
    void itEndsByItselfAtItsMoment() {
        var limit = limit(100);
        var end = Rules.NOON.plusSeconds(60);
        given(limit, "3.00", end);

        assertThat(use(limit, 150, end.minusMillis(1))).isNull();
        assertThat(use(limit, 1, end)).satisfies(no -> assertThat(no.personal()).isNull());
    }

    @Test
    void onceWithdrawnTheRulesOwnHolds() {
        var limit = limit(100);
        var id = given(limit, "0.50", LATER);
        assertThat(use(limit, 51)).isNotNull();

        assertThat(ending().check("{\"personal\":\"" + id + "\"}").block()).contains(limit.id());
        end(id);

        assertThat(use(limit, 100)).isNull();
        assertThat(use(limit, 1)).satisfies(no -> assertThat(no.personal()).isNull());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> end(id))
                .satisfies(no -> assertThat(no.type()).isEqualTo(LimitProblem.PERSONAL_LIMIT_ENDED));
    }

    @Test
    void aNewOneTakesThePlaceOfTheOld() {
        var limit = limit(100);
        var first = given(limit, "0.50", LATER);
        var second = given(limit, "0.70", LATER);

        assertThat(use(limit, 71)).satisfies(no -> assertThat(no.personal()).isEqualTo(second));
        assertThat(store.of(Rules.CUSTOMER, 100)
                        .filter(it -> it.limit().equals(limit.id()))
                        .collectMap(PersonalMax::id, it -> it.ended() == null)
                        .block())
                .containsEntry(first, false)
                .containsEntry(second, true);
    }

    /** Whatever the payment goes by that came while the new one was being written: never by the rule's own. */
    @Test
    void whileItIsReplacedTheRulesOwnNeverHolds() throws Exception {
        var lower = limit(10_000);
        var higher = limit(10);
        given(lower, "1.00", LATER);
        given(higher, "50.00", LATER);

        assertThat(duringReplacement(lower, "0", 9_000)).isInstanceOf(Refused.class);
        assertThat(duringReplacement(higher, "60.00", 40)).isNotInstanceOf(Refused.class);
    }

    private static Decision duringReplacement(Limit limit, String max, long minor) throws Exception {
        var written = Sinks.<Void>empty();
        var commit = Sinks.<Void>empty();
        var replacing = transaction(giving(limit)
                        .perform(give(limit, max, LATER))
                        .doOnSuccess(_ -> written.tryEmitEmpty())
                        .then(commit.asMono()))
                .toFuture();
        written.asMono().block(PATIENCE);
        var payment = commit(there, limit, Rules.use(minor, new UUID(1, 1), Rules.NOON))
                .toFuture();
        awaitALockWait();
        commit.tryEmitEmpty();
        replacing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return payment.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void awaitALockWait() {
        here.bean(DatabaseClient.class)
                .sql("select 1 from pg_locks join pg_stat_activity using (pid)"
                        + " where not granted and datname = current_database()")
                .fetch()
                .first()
                .repeatWhenEmpty(400, tries -> tries.delayElements(Duration.ofMillis(25)))
                .block(PATIENCE);
    }

    /** Of the same shard, for the same rule. */
    private static PersonalMax neighbours(Limit limit) {
        var whose = Rules.CUSTOMER.value();
        var neighbour = new CustomerId(new UUID(whose.getMostSignificantBits() + 1, whose.getLeastSignificantBits()));
        var theirs = new PersonalMax(UUID.randomUUID(), neighbour, limit.id(), 500, Rules.NOON, LATER, null);
        inTransaction(store.put(theirs));
        return theirs;
    }

    @Test
    void aNeighboursIsTheirsAlone() {
        var limit = limit(100);
        neighbours(limit);

        assertThat(use(limit, 101)).satisfies(no -> assertThat(no.personal()).isNull());
    }

    @Test
    void whatIsGivenEndsNeitherANeighboursNorThatOfAnotherRule() {
        var limit = limit(100);
        var other = limit(100);
        var mine = given(other, "3.00", LATER);
        var theirs = neighbours(limit);

        given(limit, "0.50", LATER);

        assertThat(store.find(theirs.id()).block()).isEqualTo(theirs);
        assertThat(store.find(mine).blockOptional().orElseThrow().ended()).isNull();
        assertThat(use(other, 300)).isNull();
    }

    @Test
    void whatAPaymentWasCountedByIsKeptWithIt() {
        var limit = limit(100);
        var id = given(limit, "3.00", LATER);
        var use = Rules.use(200);
        commit(here, limit, use).block();

        assertThat(here.bean(DatabaseClient.class)
                        .sql("select taken from limits.use where id = :id")
                        .bind("id", use.id())
                        .mapValue(String.class)
                        .one()
                        .block())
                .endsWith(" " + id);
        // And it is given back all the same.
        var back = new JournaledLimits(
                        InForce.always(new LimitPacks(), new LimitBook(List.of(limit))),
                        new PostgresCounts(here.bean(DatabaseClient.class)),
                        Clock.fixed(Rules.NOON, ZoneOffset.UTC))
                .giveBack(new gateway.shared.ids.PaymentId(use.id()));
        back.flatMap(part ->
                        here.journal().commit(new Entry(Rules.CUSTOMER.shard(), Priority.COMPLETION, List.of(part))))
                .block();
        assertThat(use(limit, 300)).isNull();
    }

    @Test
    void theCustomerSeesTheirOwnMaximumBesideTheUsualOne() {
        var limit = limit(100);
        given(limit, "3.00", LATER);
        use(limit, 120);

        var shown = new ShowLimits(
                        InForce.always(new LimitPacks(), new LimitBook(List.of(limit))),
                        store,
                        Rules.UNASKED,
                        here.bean(DatabaseClient.class),
                        Clock.fixed(Rules.NOON, ZoneOffset.UTC))
                .standings(Rules.CUSTOMER)
                .blockOptional()
                .orElseThrow()
                .getFirst();

        assertThat(shown.max().minor()).isEqualTo(300);
        assertThat(shown.used()).isEqualTo(120);
        assertThat(shown.personal()).isNotNull().satisfies(it -> {
            assertThat(it.usual().minor()).isEqualTo(100);
            assertThat(it.until()).isEqualTo(LATER);
        });
    }
}
