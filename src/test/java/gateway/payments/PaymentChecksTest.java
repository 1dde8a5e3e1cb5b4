package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static gateway.payments.Examples.billToCard;
import static gateway.payments.Examples.billToMerchant;
import static gateway.payments.Examples.cardToMerchant;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.limits.CounterKey;
import gateway.limits.LimitRefusal;
import gateway.limits.Limits;
import gateway.limits.Meter;
import gateway.limits.Meter.Reading;
import gateway.limits.Metered;
import gateway.limits.Use;
import gateway.payments.Controls.Ruling;
import gateway.payments.Payment.Denial;
import gateway.payments.Payment.State;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.processors.DeclineReason;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;
import sandbox.simulation.Uncontrolled;

/**
 * What a payment counted for is given back when nothing of it can reach anybody any more, and once; what waited is
 * asked about again.
 */
class PaymentChecksTest {

    private static final Part BACK = new Part() {};
    private static final Part AGAIN = new Part() {};
    private static final String RAIL = ATTEMPT.processor();
    private static final Denial CALLED_OFF = new Denial(DeclineReason.CALLED_OFF, RAIL, null);
    private static final State AWAITING = new State.AwaitingPayer(ATTEMPT, "1", NOW.plusSeconds(60), 0);
    private static final State WITHDRAWING = new State.Withdrawing(ATTEMPT, "1", CALLED_OFF, 3);
    private static final State PAID_LATE = new State.Reversing(SETTLED, CALLED_OFF, 0);

    private final PaymentChecks checks = under(Uncontrolled.INSTANCE);

    private static PaymentChecks under(Controls controls) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new PaymentChecks(
                new Counting(),
                new TriedLimits(new Counting(), new SimpleMeterRegistry(), clock),
                controls,
                new StaticListableBeanFactory().getBeanProvider(PaidFor.class),
                clock);
    }

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

    /** The state's orders and the bank's decisions: they may have come meanwhile, and money moves only after this. */
    @Test
    void whatWaitedIsAskedAboutAgainByTheEntryThatLetsItGoOn() {
        for (var waiting : List.of(Examples.WAITING, Examples.SUSPECT, Examples.IN_REVIEW)) {
            var payment = cardToMerchant(waiting);
            assertThat(isAskedAgain(payment, new State.Debiting(ATTEMPT))).isTrue();
            assertThat(isAskedAgain(payment, new State.Completed(null, null, NOW)))
                    .as("inside the bank it moves at once")
                    .isTrue();
            assertThat(isAskedAgain(payment, new State.Cancelled(NOW))).isFalse();
            assertThat(isAskedAgain(payment, new State.Declined(CALLED_OFF, NOW)))
                    .isFalse();
        }
    }

    private static boolean isAskedAgain(Payment before, State next) {
        return under(new AskingAgain())
                .movedOn(before, before.in(next), List.of())
                .blockOptional(Duration.ofSeconds(5))
                .orElseThrow()
                .contains(AGAIN);
    }

    @Test
    void whoTriesWhatOthersHaveLeftOfALimitHearsTheSameUnasked() {
        var payment = cardToMerchant(new State.Debiting(ATTEMPT));
        var no = new LimitRefusal("shop-day", 2, true, 77, Asset.UZS, NOW, null, true);
        for (int times = 0; times < TriedLimits.MOST; times++) {
            assertThat(checks.before(payment, Ruling.NOTHING)).isEmpty();
            checks.heard(payment, Ruling.NOTHING, new Decision.Refused(no)).block(Duration.ofSeconds(5));
        }

        assertThat(checks.before(payment, Ruling.NOTHING)).contains(no);
    }

    private boolean givesBack(Payment before, State next) {
        return checks.movedOn(before, before.in(next), List.of())
                .blockOptional(Duration.ofSeconds(5))
                .orElseThrow()
                .contains(BACK);
    }

    /** Whatever waited has to be looked at. */
    private static final class AskingAgain implements Controls {

        @Override
        public Mono<Ruling> judge(PaymentId id, Payments.Order order, Instant now, boolean first) {
            return Mono.error(new AssertionError("It was judged when it was made"));
        }

        @Override
        public Mono<Void> opened(PaymentId payment, Ruling ruling) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> refused(PaymentId payment, Refusal refusal) {
            return Mono.empty();
        }

        @Override
        public boolean forbids(Payment payment) {
            return false;
        }

        @Override
        public List<Part> beforeItBegins(Payment payment) {
            return List.of(AGAIN);
        }

        @Override
        public List<Part> beforeItGoesBack(Payment payment) {
            return List.of();
        }

        @Override
        public List<Part> moved(Payment payment, Instant at) {
            return List.of();
        }
    }

    /** Limits that would give back whatever they are asked for. */
    private static final class Counting implements Limits {

        @Override
        public Optional<CounterKey> countOf(Use use, String limit) {
            return Optional.of(new CounterKey(use.payee(), limit, 0));
        }

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
