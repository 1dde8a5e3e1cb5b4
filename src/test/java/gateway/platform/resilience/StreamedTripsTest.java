package gateway.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.platform.resilience.StreamedTrips.Rules;
import gateway.platform.resilience.StreamedTrips.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When the next trip goes, by what became of the one before. */
class StreamedTripsTest {

    private static final Rules RULES =
            new Rules(1, 3, Duration.ofMillis(10), Duration.ofMillis(4), Duration.ofSeconds(1));

    private record Trip(List<Integer> questions, Sinks.Many<Told<String>> answers) {

        void answer(int question) {
            answers.tryEmitNext(new Told<>("" + question, question + " answered"))
                    .orThrow();
        }

        void end() {
            answers.tryEmitComplete().orThrow();
        }
    }

    private final List<Trip> underWay = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private VirtualTimeScheduler time;
    private StreamedTrips<Integer, String> trips;

    @BeforeEach
    void start() {
        time = VirtualTimeScheduler.getOrSet();
        trips = new StreamedTrips<>(RULES, String::valueOf, this::go);
    }

    @AfterEach
    void stop() {
        VirtualTimeScheduler.reset();
    }

    private Flux<Told<String>> go(List<Integer> questions) {
        var trip = new Trip(
                questions.stream().sorted().toList(), Sinks.many().unicast().onBackpressureBuffer());
        underWay.add(trip);
        return trip.answers().asFlux();
    }

    private void ask(int... questions) {
        IntStream.of(questions).forEach(it -> trips.ask(it).subscribe(heard::add, fault -> heard.add(it + " failed")));
    }

    @Test
    void afterALoneQuestionTheNextGoesAtOnce() {
        ask(1, 2);
        underWay.getFirst().answer(1);

        assertThat(underWay).extracting(Trip::questions).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void afterASharedTripTheNextWaitsForMoreAlsoWhenAllHaveTheirAnswers() {
        ask(1, 2, 3);
        underWay.getFirst().answer(1);
        underWay.get(1).answer(2);
        underWay.get(1).answer(3);
        underWay.get(1).end();
        ask(4);
        time.advanceTimeBy(Duration.ofMillis(3));
        ask(5);
        assertThat(underWay).hasSize(2);

        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(underWay.getLast().questions()).containsExactly(4, 5);
        assertThat(heard).containsExactly("1 answered", "2 answered", "3 answered");
    }

    @Test
    void aTripThatFailsOrIsSilentKeepsNobodyWaitingForMore() {
        ask(1, 2, 3);
        underWay.getFirst().answer(1);
        underWay.get(1)
                .answers()
                .tryEmitError(new IllegalStateException("gone"))
                .orThrow();
        ask(4, 5, 6);
        assertThat(underWay).hasSize(3);

        time.advanceTimeBy(Duration.ofMillis(10));

        assertThat(underWay).hasSize(4);
        assertThat(heard).containsExactly("1 answered", "2 failed", "3 failed");
    }
}
