package gateway.compliance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.compliance.Movement;
import gateway.compliance.RecordMovements;
import gateway.compliance.SetClock;
import gateway.compliance.cases.Alert;
import gateway.compliance.cases.Cases;
import gateway.packs.InForce;
import gateway.packs.PackProblem;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;
import tools.jackson.databind.json.JsonMapper;

/** Movements written by the real journal, judged by two nodes at once. */
class MonitoringModuleTest {

    private static LiveBooks books;
    private static Cases here;
    private static Cases there;

    /** The part of the module that the journal needs. */
    private static final String EVERYTHING_IS_MUCH = """
            format: 1
            pack: test
            decide-within: 3
            rules:
              - id: much
                version: 1
                decided: 2020-01-01
                from: 2020-01-01
                source: test
                confidence: sample
                text: {uz: "Ko‘p", ru: "Много", en: "Much"}
                kind: velocity
                window: "1h"
                direction: out
                count: 1
                sum: "0.01 BRV"
            """;

    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        MovementWriter movementWriter() {
            return new MovementWriter();
        }
    }

    @BeforeAll
    static void start() {
        var database = Stores.database();
        books = LiveBooks.start(database, Parts.class);
        here = new Cases(database, new SetClock("2026-11-26T10:00:00Z"));
        there = new Cases(database, new SetClock("2026-11-26T10:00:00Z"));
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        books.close();
    }

    private static JudgeMovements judge(Cases node) {
        return new JudgeMovements(
                InForce.always(new MonitoringPacks(), Moves.everyKind()),
                InForce.always(new UnitPacks(), Moves.UNITS),
                new MovementStore(node.database),
                Moves.som(node.database),
                node.alerts,
                node.transaction,
                JsonMapper.builder().build());
    }

    private static void move(List<Movement> movements) {
        var decisions = Flux.fromIterable(movements)
                .flatMap(
                        it -> books.journal()
                                .commit(new Entry(
                                        it.customer().shard(),
                                        Priority.COMPLETION,
                                        List.of(new RecordMovements(List.of(it))))),
                        64)
                .collectList()
                .block();
        assertThat(decisions).hasSize(movements.size()).allMatch(Decision.Committed.class::isInstance);
    }

    private static TreeSet<String> hits(CustomerId customer) {
        return new TreeSet<>(Objects.requireNonNull(here.database
                .sql("select rule || '@' || payment as hit from compliance.hit where customer = :customer")
                .bind("customer", customer.value())
                .map(row -> Objects.requireNonNull(row.get("hit", String.class)))
                .all()
                .collectList()
                .block()));
    }

    private static long count(String sql, CustomerId customer) {
        return here.database
                .sql(sql)
                .bind("customer", customer.value())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void whatTwoNodesFindIsWhatTheNaiveRecomputationFinds() {
        var random = new Random(42);
        var customers = new ArrayList<CustomerId>();
        var all = new ArrayList<Movement>();
        for (int n = 0; n < 24; n++) {
            var customer = new CustomerId(new UUID(100 + n, n % 16));
            customers.add(customer);
            all.addAll(Moves.random(random, customer, 40));
        }
        Collections.shuffle(all, random);
        move(all);

        Flux.just(here, there, here, there)
                .flatMap(node -> judge(node).run(), 4)
                .blockLast();
        judge(here).run().block();

        int found = 0;
        for (var customer : customers) {
            var mine = all.stream()
                    .filter(it -> it.customer().equals(customer))
                    .sorted(Judge.ORDER)
                    .toList();
            assertThat(hits(customer)).isEqualTo(NaiveJudge.hits(mine));
            assertThat(count("select count(*) from compliance.alert where customer = :customer", customer))
                    .isEqualTo(hits(customer).size());
            assertThat(count(
                            "select count(*) from compliance.evidence e join compliance.case_file f"
                                    + " on f.id = e.case_id where f.customer = :customer",
                            customer))
                    .isEqualTo(hits(customer).size());
            found += hits(customer).size();
        }
        assertThat(found).isGreaterThan(50);
    }

    /** The database goes away after the alert and before the mark that everything was seen. */
    @Test
    void aCrashInBetweenRaisesNothingTwiceAndForgetsNothing() {
        var customer = new CustomerId(new UUID(500, 5));
        var movements = Moves.random(new Random(8), customer, 60);
        move(movements);
        var crashes = new AtomicInteger(3);
        var crashing = new JudgeMovements(
                InForce.always(new MonitoringPacks(), Moves.everyKind()),
                InForce.always(new UnitPacks(), Moves.UNITS),
                new MovementStore(here.database) {
                    @Override
                    Mono<Void> judged(CustomerId who, List<Kept> seen) {
                        return Mono.defer(() -> crashes.getAndDecrement() > 0
                                ? Mono.error(new IllegalStateException("crash"))
                                : super.judged(who, seen));
                    }
                },
                Moves.som(here.database),
                here.alerts,
                here.transaction,
                JsonMapper.builder().build());

        crashing.run().retry(5).block();
        judge(there).run().block();

        assertThat(crashes.get()).isNegative();
        assertThat(hits(customer)).isNotEmpty().isEqualTo(NaiveJudge.hits(movements));
        assertThat(count("select count(*) from compliance.alert where customer = :customer", customer))
                .isEqualTo(hits(customer).size());
    }

    /** More than anybody has honestly: people hear of it each day, and what comes when it is over is judged again. */
    @Test
    void ofTooManyPeopleHearDayByDayUntilRulesCanGoOn() {
        var customer = new CustomerId(new UUID(800, 8));
        var midnight = Instant.parse("2026-11-02T19:00:00Z");
        seenBefore(customer, midnight.minusSeconds(60), MovementStore.MOST);
        move(List.of(paying(customer, 1, midnight.minusSeconds(1)), paying(customer, 2, midnight.plusSeconds(1))));

        judge(here).run().block();
        judge(there).run().block();

        assertThat(here.database
                        .sql("select key from compliance.alert where customer = :customer order by key")
                        .bind("customer", customer.value())
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block())
                .containsExactly("too-many-to-judge:2026-11-02", "too-many-to-judge:2026-11-03");
        assertThat(count(
                        "select count(*) from compliance.movement where customer = :customer and not judged", customer))
                .as("nothing waits for ever")
                .isZero();
        move(IntStream.range(3, 8)
                .mapToObj(n ->
                        paying(customer, n, midnight.plus(Duration.ofHours(3)).plusSeconds(n)))
                .toList());
        judge(here).run().block();
        assertThat(hits(customer)).anyMatch(hit -> hit.startsWith("velocity@"));
    }

    private static Movement paying(CustomerId customer, int number, Instant at) {
        return new Movement(
                new UUID(800, number),
                customer,
                at,
                Movement.Direction.OUT,
                new Money(1_000, Asset.UZS),
                new UUID(9, number),
                null,
                null);
    }

    /** One each millisecond. */
    private static void seenBefore(CustomerId customer, Instant from, int many) {
        here.database
                .sql("""
                insert into compliance.movement
                       (shard, customer, at, payment, direction, amount_minor, counterparty, judged)
                select :shard, :customer, cast(:from as timestamptz) + n * interval '1 millisecond',
                       gen_random_uuid(), 'OUT', 1, gen_random_uuid(), true
                  from generate_series(1, :many) n
                """)
                .bind("shard", customer.shard())
                .bind("customer", customer.value())
                .bind("from", from)
                .bind("many", many)
                .then()
                .block();
    }

    @Test
    void aPaymentThatDidNotHappenMovedNothing() {
        var customer = new CustomerId(new UUID(600, 6));
        var one = Moves.random(new Random(9), customer, 1);
        move(one);

        // The same payment again: its part cannot become true, and neither can anything with it.
        var again = books.journal()
                .commit(new Entry(6, Priority.COMPLETION, List.of(new RecordMovements(one))))
                .onErrorResume(fault -> Mono.empty())
                .blockOptional();

        assertThat(again).isEmpty();
        assertThat(count("select count(*) from compliance.movement where customer = :customer", customer))
                .isEqualTo(1);
    }

    /** Within the transaction of whoever found it, a "no" takes nothing of theirs back. */
    @Test
    void whatIsKnownAlreadyTakesNothingBack() {
        var customer = new CustomerId(new UUID(700, 7));
        var alert = new Alert(customer, Alert.Source.MONITORING, "too-many:today", null, "{}");
        assertThat(here.alerts.raise(alert).block()).isTrue();
        here.database
                .sql("update compliance.alert set state = 'cleared' where customer = :customer")
                .bind("customer", customer.value())
                .then()
                .block();

        var again = here.alerts
                .raise(alert)
                .flatMap(raised -> here.database
                        .sql("insert into compliance.restricted (shard, customer, case_id, since)"
                                + " values (7, :customer, :customer, now())")
                        .bind("customer", customer.value())
                        .then()
                        .thenReturn(raised))
                .as(here.transaction::transactional)
                .block();

        assertThat(again).isFalse();
        assertThat(count("select count(*) from compliance.restricted where customer = :customer", customer))
                .isEqualTo(1);
    }

    /** A node that has only just started does not judge by rules that may be over. */
    @Test
    void judgesNothingBeforeItKnowsWhichRulesAreInForce() {
        var customer = new CustomerId(new UUID(501, 6));
        move(Moves.random(new Random(88), customer, 60));
        var asked = InForce.always(new MonitoringPacks(), Moves.everyKind());
        var notYet = InForce.configured(new MonitoringPacks(), EVERYTHING_IS_MUCH);

        judgeBy(notYet).run().block();
        assertThat(hits(customer)).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> judgeBy(notYet).record(Moves.random(new Random(1), customer, 1)))
                .matches(problem -> problem.type() == PackProblem.PACKS_UNKNOWN);

        judgeBy(asked).run().block();
        assertThat(hits(customer)).isNotEmpty();
    }

    private static JudgeMovements judgeBy(InForce<MonitoringBook> rules) {
        return new JudgeMovements(
                rules,
                InForce.always(new UnitPacks(), Moves.UNITS),
                new MovementStore(here.database),
                Moves.som(here.database),
                here.alerts,
                here.transaction,
                JsonMapper.builder().build());
    }

    @Test
    void withoutRulesNothingIsWritten() {
        var none = new JudgeMovements(
                InForce.always(new MonitoringPacks(), Moves.book()),
                InForce.always(new UnitPacks(), Moves.UNITS),
                new MovementStore(here.database),
                Moves.som(here.database),
                here.alerts,
                here.transaction,
                JsonMapper.builder().build());

        assertThat(none.record(Moves.random(new Random(1), Moves.CUSTOMER, 2))).isEmpty();
        assertThat(judge(here).record(List.of())).isEmpty();
        assertThat(judge(here).record(Moves.random(new Random(1), Moves.CUSTOMER, 2)))
                .isPresent();
    }
}
