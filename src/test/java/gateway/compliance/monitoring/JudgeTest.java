package gateway.compliance.monitoring;

import static gateway.compliance.monitoring.Moves.HOUR;
import static gateway.compliance.monitoring.Moves.UNITS;
import static gateway.compliance.monitoring.Moves.book;
import static gateway.compliance.monitoring.Moves.in;
import static gateway.compliance.monitoring.Moves.move;
import static gateway.compliance.monitoring.Moves.out;
import static gateway.compliance.monitoring.Moves.rule;
import static gateway.compliance.monitoring.Moves.units;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.compliance.monitoring.Judge.Hit;
import gateway.compliance.monitoring.Judge.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rules find, by example and against a naive recomputation. */
class JudgeTest {

    private static List<Instant> hits(Suspicion suspicion, @Nullable Instant before, Movement... movements) {
        return new Judge(book(rule("it", HOUR, suspicion)), UNITS)
                .judge(List.of(movements), before, Instant.EPOCH, List.of()).stream()
                        .map(Hit::at)
                        .toList();
    }

    private static Instant minute(int minutes) {
        return Moves.START.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void oneLargePaymentDoesNotHideManySmallOnes() {
        var structuring = new Suspicion.Structuring(Direction.OUT, units(10), 3, units(20));

        assertThat(hits(structuring, null, out(0, 9), out(10, 9))).isEmpty();
        assertThat(hits(structuring, null, out(0, 9), out(10, 9), out(20, 1))).isEmpty();
        assertThat(hits(structuring, null, out(0, 9), out(10, 9), out(20, 2))).containsExactly(minute(20));
        assertThat(hits(structuring, null, out(0, 9), out(5, 5_000), out(10, 9), out(20, 2)))
                .containsExactly(minute(20));
        assertThat(hits(structuring, null, out(0, 9), out(10, 9), out(20, 10)))
                .as("ten is not small")
                .isEmpty();
    }

    @Test
    void whatIsExactlySoLongAgoHasLeftTheWindow() {
        var velocity = new Suspicion.Velocity(Direction.OUT, 2, units(1));

        assertThat(hits(velocity, null, out(0, 1), out(59, 1))).containsExactly(minute(59));
        assertThat(hits(velocity, null, out(0, 1), out(60, 1))).isEmpty();
    }

    @Test
    void whatFollowsWithinTheWindowBelongsToTheHit() {
        var velocity = new Suspicion.Velocity(Direction.OUT, 2, units(1));

        assertThat(hits(velocity, null, out(0, 1), out(10, 1), out(20, 1), out(69, 1), out(70, 1), out(75, 1)))
                .containsExactly(minute(10), minute(70));
    }

    @Test
    void moneyThatComesAndGoesIsPassedThrough() {
        var through = new Suspicion.PassThrough(units(100), 90);

        assertThat(hits(through, null, in(0, 100), out(10, 89))).isEmpty();
        assertThat(hits(through, null, in(0, 100), out(10, 90))).containsExactly(minute(10));
        assertThat(hits(through, null, in(0, 99), out(10, 99))).isEmpty();
        assertThat(hits(through, null, in(0, 100), out(60, 100))).isEmpty();
    }

    @Test
    void manyPayToOne() {
        var many = new Suspicion.ManyToOne(Direction.IN, 3);
        var one = move(0, Direction.IN, 1, 1);
        var two = move(1, Direction.IN, 1, 2);

        assertThat(hits(many, null, one, two, move(2, Direction.IN, 1, 2))).isEmpty();
        assertThat(hits(many, null, one, two, move(2, Direction.OUT, 1, 3))).isEmpty();
        assertThat(hits(many, null, one, two, move(2, Direction.IN, 1, 3))).containsExactly(minute(2));
    }

    @Test
    void aSleeperWakes() {
        var dormant = new Suspicion.Dormant(Duration.ofDays(1), units(10));
        var idle = Moves.START.minus(Duration.ofDays(1));

        assertThat(hits(dormant, null, out(0, 10))).as("new").isEmpty();
        assertThat(hits(dormant, idle.plusMillis(1), out(0, 10))).as("awake").isEmpty();
        assertThat(hits(dormant, idle, out(0, 9))).as("a little").isEmpty();
        assertThat(hits(dormant, idle, out(0, 9), out(5, 1))).containsExactly(minute(5));
    }

    @Test
    void theThresholdIsThatOfTheDay() {
        var dearer = new BaseUnits(Map.of(Instant.EPOCH, 100L, minute(30), 200L));
        var judge = new Judge(book(rule("it", HOUR, new Suspicion.Velocity(Direction.OUT, 1, units(10)))), dearer);

        assertThat(judge.judge(List.of(out(29, 10)), null, Instant.EPOCH, List.of()))
                .hasSize(1);
        assertThat(judge.judge(List.of(out(30, 10)), null, Instant.EPOCH, List.of()))
                .isEmpty();
        assertThat(judge.judge(List.of(out(30, 20)), null, Instant.EPOCH, List.of()))
                .hasSize(1);
    }

    /** Sums that no long holds are no reason to stop. */
    @Test
    void hugeAmountsAreAddedUp() {
        var velocity = new Suspicion.Velocity(Direction.OUT, 2, units(1));

        assertThat(hits(velocity, null, out(0, Long.MAX_VALUE / 100), out(1, Long.MAX_VALUE / 100)))
                .hasSize(1);
    }

    @Test
    void asTheyComeTheHitsAreThoseOfTheNaiveRecomputation() {
        int found = 0;
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var history = Moves.random(random, Moves.CUSTOMER, 60);

            var hits = new Arrivals();
            for (int at = 0; at < history.size(); ) {
                int until = Math.min(history.size(), at + 1 + random.nextInt(7));
                // What has one moment in time comes in one order: by its payment.
                hits.arrive(history.subList(at, until));
                at = until;
            }

            assertThat(hits.names()).as("seed %d", seed).isEqualTo(NaiveJudge.hits(history));
            found += hits.names().size();
        }
        assertThat(found).as("hits of all kinds").isGreaterThan(1_000);
    }

    @Test
    void inAnyOrderEveryHitOfTheNaiveRecomputationIsCoveredAndNoneIsMadeUp() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var history = Moves.random(random, Moves.CUSTOMER, 40);
            var shuffled = new ArrayList<>(history);
            Collections.shuffle(shuffled, random);

            var hits = new Arrivals();
            for (int at = 0; at < shuffled.size(); ) {
                int until = Math.min(shuffled.size(), at + 1 + random.nextInt(5));
                hits.arrive(shuffled.subList(at, until));
                at = until;
            }

            for (var wanted : NaiveJudge.hits(history)) {
                var rule = wanted.substring(0, wanted.indexOf('@'));
                var at = history.stream()
                        .filter(it -> wanted.endsWith("@" + it.payment()))
                        .findFirst()
                        .orElseThrow()
                        .at();
                assertThat(hits.all)
                        .as("seed %d: %s", seed, wanted)
                        .anyMatch(hit -> hit.rule().id().equals(rule)
                                && !hit.at().isAfter(at)
                                && hit.covers().isAfter(at));
            }
        }
    }

    /** What the database does, in memory: movements arrive, each is judged once, hits are kept. */
    private static final class Arrivals {

        private final Judge judge = new Judge(Moves.everyKind(), UNITS);
        private final List<Movement> there = new ArrayList<>();
        private final List<Hit> all = new ArrayList<>();

        void arrive(List<Movement> some) {
            there.addAll(some);
            there.sort(Judge.ORDER);
            var from = Collections.min(some, Judge.ORDER).at();
            var since = from.minus(Moves.everyKind().furthest());
            var before = there.stream()
                    .map(Movement::at)
                    .filter(at -> !at.isAfter(since))
                    .max(Instant::compareTo)
                    .orElse(null);
            var window = there.stream().filter(it -> it.at().isAfter(since)).toList();
            var known = all.stream()
                    .map(hit -> new Known(hit.rule().id(), hit.at(), hit.covers()))
                    .toList();
            all.addAll(judge.judge(window, before, from, known));
        }

        TreeSet<String> names() {
            return all.stream()
                    .map(hit -> hit.rule().id() + "@" + hit.last().payment())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
