package gateway.operators.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class PlacesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> begun = new ArrayList<>();

    private Mono<Void> work(String name, Sinks.Empty<Void> end) {
        return Mono.<Void>fromRunnable(() -> begun.add(name)).then(end.asMono());
    }

    @Test
    void worksOnSoManyAndLetsTheNextInWhenOneLeaves() {
        var places = new Places(2, 2, LONG);
        var ends = IntStream.range(0, 4).mapToObj(_ -> Sinks.<Void>empty()).toList();

        for (int i = 0; i < ends.size(); i++) {
            places.within(work("call " + i, ends.get(i))).subscribe();
        }

        assertThat(begun).containsExactly("call 0", "call 1");
        ends.get(1).tryEmitEmpty();
        assertThat(begun).containsExactly("call 0", "call 1", "call 2");
        ends.get(0).tryEmitError(new IllegalStateException());
        assertThat(begun).containsExactly("call 0", "call 1", "call 2", "call 3");
    }

    @Test
    void refusesAtOnceWhenTheLineIsFull() {
        var places = new Places(1, 1, LONG);
        places.within(Mono.never()).subscribe();
        places.within(Mono.never()).subscribe();

        StepVerifier.create(places.within(work("third", Sinks.empty())))
                .expectError(Places.Crowded.class)
                .verify(Duration.ofSeconds(5));
        assertThat(begun).isEmpty();
    }

    @Test
    void refusesWhoeverWaitedTooLong() {
        StepVerifier.withVirtualTime(() -> {
                    var places = new Places(1, 1, Duration.ofMillis(500));
                    places.within(Mono.never()).subscribe();
                    return places.within(work("second", Sinks.empty()));
                })
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(499))
                .thenAwait(Duration.ofMillis(1))
                .expectError(Places.Crowded.class)
                .verify(Duration.ofSeconds(5));
        assertThat(begun).isEmpty();
    }

    @Test
    void aCallThatHangsUpGivesItsPlaceAndItsTurnBack() {
        var places = new Places(1, 2, LONG);
        Disposable working = places.within(Mono.never()).subscribe();
        Disposable waiting = places.within(work("gone", Sinks.empty())).subscribe();
        places.within(work("next", Sinks.empty())).subscribe();

        waiting.dispose();
        working.dispose();

        assertThat(begun).containsExactly("next");
    }

    @Test
    void noCallRunsOnTheStackOfAnother() {
        var places = new Places(1, 100_000, LONG);
        var first = Sinks.<Void>empty();
        places.within(first.asMono()).subscribe();
        var done = new AtomicInteger();
        for (int i = 0; i < 50_000; i++) {
            places.within(Mono.fromRunnable(done::incrementAndGet)).subscribe();
        }

        first.tryEmitEmpty();

        assertThat(done).hasValue(50_000);
    }

    @Test
    void neverMoreThanSoManyWhoeverRaces() {
        var places = new Places(3, 10_000, LONG);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var one = places.within(Mono.defer(() -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return Mono.delay(Duration.ofNanos(100_000)).then(Mono.fromRunnable(now::decrementAndGet));
        }));

        Flux.range(0, 2_000)
                .flatMap(_ -> one.subscribeOn(Schedulers.parallel()), 500)
                .then()
                .block(Duration.ofSeconds(60));

        assertThat(most.get()).isEqualTo(3);
        assertThat(now).hasValue(0);
    }
}
