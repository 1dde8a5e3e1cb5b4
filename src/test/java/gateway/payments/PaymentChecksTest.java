package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static gateway.payments.Examples.billToCard;
import static gateway.payments.Examples.billToMerchant;
import static gateway.payments.Examples.cardToMerchant;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.limits.Limits;
import gateway.limits.Meter;
import gateway.limits.Meter.Reading;
import gateway.limits.Metered;
import gateway.limits.Use;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.State;
import gateway.platform.journal.Part;
import gateway.processors.DeclineReason;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;
import sandbox.simulation.Uncontrolled;

/** What a payment counted for is given back when nothing of it can reach anybody any more, and once. */
class PaymentChecksTest {

    private static final Part BACK = new Part() {};
    private static final String RAIL = ATTEMPT.processor();
    private static final Denial CALLED_OFF = new Denial(DeclineReason.CALLED_OFF, RAIL, null);
    private static final State AWAITING = new State.AwaitingPayer(ATTEMPT, "1", NOW.plusSeconds(60), 0);
    private static final State WITHDRAWING = new State.Withdrawing(ATTEMPT, "1", CALLED_OFF, 3);
    private static final State PAID_LATE = new State.Reversing(SETTLED, CALLED_OFF, 0);

    private final PaymentChecks checks = new PaymentChecks(
            new Counting(),
            new TriedLimits(new Counting(), new SimpleMeterRegistry(), Clock.fixed(NOW, ZoneOffset.UTC)),
            Uncontrolled.INSTANCE,
            new StaticListableBeanFactory().getBeanProvider(PaidFor.class),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aBillThatIsGivenUpCountsNoMoreFromThenOn() {
        assertThat(givesBack(billToMerchant(AWAITING), WITHDRAWING)).isTrue();
        assertThat(givesBack(billToMerchant(new State.Debiting(ATTEMPT)), WITHDRAWING))
                .isTrue();
        assertThat(givesBack(billToMerchant(new State.DebitUnknown(ATTEMPT, 0, "silence", NOW)), WITHDRAWING))
                .isTrue();
    }

    @Test
    void whateverBecomesOfItThenNothingIsGivenBackTwice() {
        var withdrawing = billToMerchant(WITHDRAWING);
        for (var next : List.of(
                new State.Withdrawing(ATTEMPT, "1", CALLED_OFF, 4),
                new State.Cancelled(NOW),
                new State.Declined(CALLED_OFF, NOW),
                PAID_LATE,
                new State.NeedsOperator(ATTEMPT, null, "nobody knows", NOW))) {
            assertThat(givesBack(withdrawing, next)).as(next.toString()).isFalse();
        }
        assertThat(givesBack(billToMerchant(PAID_LATE), new State.Reversed(SETTLED, CALLED_OFF, NOW)))
                .isFalse();
    }

    /** The card that was to receive is the cause then: until the money is back it may have moved. */
    @Test
    void aBillThatWasPaidInTimeCountsUntilItsMoneyIsBack() {
        var cause = new Denial(DeclineReason.DO_NOT_HONOUR, "another rail", "05");
        var reversing = new State.Reversing(SETTLED, cause, 0);

        assertThat(givesBack(billToCard(new State.Crediting(SETTLED, ATTEMPT)), reversing))
                .isFalse();
        assertThat(givesBack(billToCard(reversing), new State.Reversed(SETTLED, cause, NOW)))
                .isTrue();
    }

    @Test
    void whatIsDeclinedIsGivenBackAndWhatCompletesIsNot() {
        var debiting = cardToMerchant(new State.Debiting(ATTEMPT));

        assertThat(givesBack(debiting, new State.Declined(CALLED_OFF, NOW))).isTrue();
        assertThat(givesBack(debiting, new State.Completed(SETTLED, null, NOW))).isFalse();
    }

    private boolean givesBack(Payment before, State next) {
        return checks.movedOn(before, before.in(next), List.of())
                .blockOptional(Duration.ofSeconds(5))
                .orElseThrow()
                .contains(BACK);
    }

    /** Limits that would give back whatever they are asked for. */
    private static final class Counting implements Limits {

        @Override
        public boolean goByTier() {
            return false;
        }

        @Override
        public Optional<Part> take(Use use, List<Metered> metered) {
            return Optional.empty();
        }

        @Override
        public Mono<List<Reading>> read(CustomerId customer, List<Meter> meters) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<Part> giveBack(PaymentId payment) {
            return Mono.just(BACK);
        }

        @Override
        public Mono<Part> arrived(PaymentId payment) {
            return Mono.empty();
        }

        @Override
        public Mono<Part> giveBackRefunded(PaymentId payment, Money refunded) {
            return Mono.empty();
        }
    }
}
