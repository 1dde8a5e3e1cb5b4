package gateway.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** When a cancellation is heard. */
class WholeStartTest {

    private final Starts starts = new Starts();
    private final List<String> heard = new ArrayList<>();
    private final BaseSubscriber<Integer> asker = new BaseSubscriber<>() {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {}
    };

    @Test
    void givenUpWhileItStartsItIsHeardAfterTheStart() {
        new WholeStart<>(starting(asker::cancel), starts).subscribe(asker);

        assertThat(heard).containsExactly("begun", "made", "given up");
    }

    @Test
    void givenUpWhileItIsAskedForMoreItIsHeardAfterThat() {
        new WholeStart<>(starting(() -> {}), starts).subscribe(asker);

        asker.request(7);

        assertThat(heard).containsExactly("begun", "made", "asked for 7", "answered 7", "given up");
    }

    @Test
    void givenUpLaterItIsHeardAtOnceAndOnlyOnce() {
        new WholeStart<>(starting(() -> {}), starts).subscribe(asker);

        asker.cancel();
        asker.cancel();

        assertThat(heard).containsExactly("begun", "made", "given up");
    }

    @Test
    void whoGaveUpAsksForNothing() {
        new WholeStart<>(starting(asker::cancel), starts).subscribe(asker);

        asker.request(1);

        assertThat(heard).doesNotContain("asked for 1");
    }

    @Test
    void whatIsNotGivenUpPasses() {
        StepVerifier.create(new WholeStart<>(Flux.range(1, 3), starts))
                .expectNext(1, 2, 3)
                .verifyComplete();
        StepVerifier.create(new WholeStart<>(Flux.error(new IllegalStateException("no")), starts))
                .verifyErrorMessage("no");
        StepVerifier.create(new WholeStart<>(
                                Flux.deferContextual(context -> Flux.just(context.<String>get("who"))), starts)
                        .contextWrite(context -> context.put("who", "asker")))
                .expectNext("asker")
                .verifyComplete();
    }

    @Test
    void givenUpBeforeItStartsNothingIsMade() {
        asker.cancel();
        new WholeStart<>(starting(() -> {}), starts).subscribe(asker);

        assertThat(heard).isEmpty();
    }

    @Test
    void whatEndsATransactionWaitsForWhoIsInsideAndComesAfterTheirGivingUp() {
        var rollback = starts.after(Mono.fromRunnable(() -> heard.add("rollback")));
        new WholeStart<>(
                        starting(() -> {
                            asker.cancel();
                            rollback.subscribe();
                        }),
                        starts)
                .subscribe(asker);

        assertThat(heard).containsExactly("begun", "made", "given up", "rollback");
    }

    @Test
    void whoFailsToStartHasLeft() {
        Publisher<Integer> broken = _ -> {
            throw new IllegalStateException("no");
        };
        assertThatThrownBy(() -> new WholeStart<>(broken, starts).subscribe(asker))
                .hasMessage("no");

        starts.after(Mono.fromRunnable(() -> heard.add("rollback"))).subscribe();
        assertThat(heard).containsExactly("rollback");
    }

    private Publisher<Integer> starting(Runnable amid) {
        return subscriber -> {
            subscriber.onSubscribe(source(subscriber));
            heard.add("begun");
            amid.run();
            heard.add("made");
        };
    }

    private Subscription source(Subscriber<? super Integer> subscriber) {
        return new Subscription() {
            @Override
            public void request(long n) {
                heard.add("asked for " + n);
                subscriber.onNext(1);
                asker.cancel();
                heard.add("answered " + n);
            }

            @Override
            public void cancel() {
                heard.add("given up");
            }
        };
    }
}
