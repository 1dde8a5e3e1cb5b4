package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.FollowPayment.Following;
import gateway.payments.FollowPayment.Move;
import gateway.payments.Payment.State;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import sandbox.simulation.EmptyPayments;

/** How watchers hear of a payment, with a clock turned by hand. */
class FollowPaymentTest {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final WatchSettings settings = new WatchSettings(2, 3, LOOK, Duration.ofSeconds(15), DEADLINE);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PaymentWatchers watchers = new PaymentWatchers(settings, registry);
    private final OnePayment store = new OnePayment(Examples.cardToMerchant(new State.Debiting(Examples.ATTEMPT)));
    private final FollowPayment follow =
            new FollowPayment(new FindPayment(store), watchers, new PaymentRenderer(), settings);

    @Test
    void aMoveOnThisNodeIsToldWithoutALook() {
        StepVerifier.withVirtualTime(() -> moves(0))
                .expectNext(4)
                .then(() -> watchers.moved(moved(store.payment, completed())))
                .expectNext(5)
                .verifyComplete();
        assertThat(store.looks).hasValue(2);
    }

    @Test
    void aMoveOnAnotherNodeIsSeenInTheNextLook() {
        StepVerifier.withVirtualTime(() -> moves(0))
                .expectNext(4)
                .then(() -> store.payment = moved(store.payment, completed()))
                .expectNoEvent(LOOK.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(5)
                .verifyComplete();
    }

    @Test
    void nothingIsToldTwiceOrBackwards() {
        var first = store.payment;
        var second = moved(first, new State.DebitUnknown(Examples.ATTEMPT, 1, "silence", Examples.NOW));
        var third = moved(second, completed());
        StepVerifier.withVirtualTime(() -> moves(0))
                .expectNext(4)
                .then(() -> {
                    watchers.moved(second);
                    watchers.moved(first);
                    store.payment = second;
                })
                .expectNext(5)
                .thenAwait(LOOK.multipliedBy(3))
                .then(() -> watchers.moved(third))
                .expectNext(6)
                .verifyComplete();
    }

    @Test
    void whoComesBackHearsOnlyWhatIsNewer() {
        StepVerifier.withVirtualTime(() -> moves(4))
                .thenAwait(LOOK)
                .then(() -> watchers.moved(moved(store.payment, completed())))
                .expectNext(5)
                .verifyComplete();
    }

    @Test
    void whoHasSeenTheEndHearsThatNothingFollows() {
        store.payment = moved(store.payment, completed());

        assertThat(following(5).over()).isTrue();
        assertThat(following(4).over()).isFalse();
        StepVerifier.create(following(5).moves()).verifyComplete();
    }

    @Test
    void aStreamEndsAtItsDeadlineAndWhenTheNodeStops() {
        StepVerifier.withVirtualTime(() -> moves(0))
                .expectNext(4)
                .thenAwait(DEADLINE)
                .verifyComplete();
        StepVerifier.withVirtualTime(() -> moves(0))
                .expectNext(4)
                .then(watchers::stop)
                .verifyComplete();
        assertThat(open()).isZero();
    }

    @Test
    void nobodyHoldsMoreStreamsThanAllowed() {
        var mine = store.payment.customer();
        var other = new CustomerId(Examples.IDS.next(3));
        var third = new CustomerId(Examples.IDS.next(3));
        var one = hold(mine);
        var two = hold(mine);

        assertRefused(mine);
        var three = hold(other);
        assertRefused(third);
        three.dispose();
        var four = hold(third);

        one.dispose();
        two.dispose();
        four.dispose();
        assertThat(open()).isZero();
        hold(mine).dispose();
    }

    /** The first thing that comes decides how the answer begins, and what comes after that can only break it off. */
    @Test
    void whoIsRefusedHearsNothingBefore() {
        var mine = store.payment.customer();
        var held = List.of(hold(mine), hold(mine));

        for (int i = 0; i < 100; i++) {
            StepVerifier.create(moves(0)).expectError(ProblemException.class).verify();
        }

        held.forEach(Disposable::dispose);
    }

    @Test
    void whoCannotKeepUpHearsTheLatestOnly() {
        var second = moved(store.payment, new State.DebitUnknown(Examples.ATTEMPT, 1, "silence", Examples.NOW));
        var third = moved(second, new State.DebitUnknown(Examples.ATTEMPT, 2, "silence", Examples.NOW));
        StepVerifier.create(watchers.watch(store.payment.customer(), store.payment.id()), 0)
                .then(() -> {
                    watchers.moved(store.payment);
                    watchers.moved(second);
                    watchers.moved(third);
                })
                .thenRequest(5)
                .expectNext(store.payment, third)
                .thenCancel()
                .verify();
    }

    private Flux<Integer> moves(int seen) {
        return follow.follow(store.payment.customer(), store.payment.id(), seen)
                .flatMapMany(Following::moves)
                .map(Move::version);
    }

    private Following following(int seen) {
        var id = store.payment.id();
        return java.util.Objects.requireNonNull(
                follow.follow(store.payment.customer(), id, seen).block());
    }

    private Disposable hold(CustomerId customer) {
        return watchers.watch(customer, store.payment.id()).subscribe();
    }

    private void assertRefused(CustomerId customer) {
        StepVerifier.create(watchers.watch(customer, store.payment.id()))
                .expectErrorMatches(error ->
                        error instanceof ProblemException problem && problem.type() == PaymentProblem.TOO_MANY_STREAMS)
                .verify();
    }

    private double open() {
        return registry.get("oqim_payment_watchers").gauge().value();
    }

    private static State completed() {
        return new State.Completed(Examples.SETTLED, null, Examples.NOW);
    }

    private static Payment moved(Payment payment, State next) {
        return new Payment(
                payment.id(),
                payment.version() + 1,
                payment.customer(),
                payment.key(),
                payment.amount(),
                payment.source(),
                payment.destination(),
                payment.refunded(),
                payment.openedAt(),
                payment.finalBy(),
                next);
    }

    /** A database with one payment in it, which counts how often it is asked. */
    private static final class OnePayment implements EmptyPayments {

        private final AtomicInteger looks = new AtomicInteger();
        private volatile Payment payment;

        OnePayment(Payment payment) {
            this.payment = payment;
        }

        @Override
        public Mono<Payment> find(PaymentId id) {
            return Mono.fromSupplier(() -> {
                looks.incrementAndGet();
                return payment;
            });
        }
    }
}
