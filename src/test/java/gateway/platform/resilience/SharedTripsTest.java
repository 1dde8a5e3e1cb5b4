package gateway.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Whose question goes when, and who hears what. */
class SharedTripsTest {

    private record Trip(List<Integer> questions, Sinks.One<List<String>> answer) {}

    private final List<Trip> underWay = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final SharedTrips<Integer, String> trips = new SharedTrips<>(4, 1, 3, Duration.ZERO, this::go);

    private Mono<List<String>> go(List<Integer> questions) {
        var trip = new Trip(questions, Sinks.one());
        underWay.add(trip);
        return trip.answer().asMono();
    }

    private void ask(int... questions) {
        IntStream.of(questions).forEach(it -> trips.ask(it).subscribe(heard::add, fault -> heard.add(it + " failed")));
    }

    private void answer(int trip) {
        var it = underWay.get(trip);
        it.answer()
                .tryEmitValue(it.questions().stream().map(q -> q + " answered").toList())
                .orThrow();
    }

    @Test
    void aLoneQuestionGoesAtOnceAndThoseThatComeMeanwhileShareTheNextTrip() {
        ask(1, 2, 3, 4, 5);
        assertThat(underWay).extracting(Trip::questions).containsExactly(List.of(1));

        answer(0);
        assertThat(underWay).extracting(Trip::questions).containsExactly(List.of(1), List.of(2, 3, 4));
        answer(1);
        answer(2);

        assertThat(heard).containsExactly("1 answered", "2 answered", "3 answered", "4 answered", "5 answered");
    }

    @Test
    void afterASharedTripTheNextWaitsForMoreAndAfterALoneOneItGoesAtOnce() {
        var time = VirtualTimeScheduler.getOrSet();
        try {
            var patient = new SharedTrips<Integer, String>(4, 1, 3, Duration.ofMillis(5), this::go);
            IntStream.of(1, 2, 3).forEach(it -> patient.ask(it).subscribe(heard::add));
            answer(0);
            assertThat(underWay).extracting(Trip::questions).containsExactly(List.of(1), List.of(2, 3));
            answer(1);
            assertThat(heard).containsExactly("1 answered", "2 answered", "3 answered");

            patient.ask(4).subscribe(heard::add);
            time.advanceTimeBy(Duration.ofMillis(4));
            patient.ask(5).subscribe(heard::add);
            assertThat(underWay).hasSize(2);
            time.advanceTimeBy(Duration.ofMillis(1));
            assertThat(underWay.getLast().questions()).containsExactly(4, 5);

            answer(2);
            time.advanceTimeBy(Duration.ofMillis(5));
            patient.ask(6).subscribe(heard::add);
            assertThat(underWay.getLast().questions()).containsExactly(6);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void aTripThatFailsFailsItsOwnQuestionsAndTheNextGoes() {
        ask(1, 2);
        underWay.getFirst()
                .answer()
                .tryEmitError(new IllegalStateException("silent"))
                .orThrow();
        assertThat(heard).containsExactly("1 failed");

        answer(1);
        assertThat(heard).containsExactly("1 failed", "2 answered");
    }

    @Test
    void moreThanMayWaitAreRefusedAtOnce() {
        ask(1, 2, 3, 4, 5);

        StepVerifier.create(trips.ask(6)).verifyError(SharedTrips.TooMany.class);
        assertThat(underWay).hasSize(1);
    }
}
