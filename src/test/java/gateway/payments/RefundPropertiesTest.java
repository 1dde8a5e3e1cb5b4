package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.IDS;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static gateway.payments.Examples.approved;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.RefundPolicy;
import gateway.payments.Refund.State;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.ids.RefundId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** However many refunds are asked for and whatever becomes of each, never more goes back than was paid. */
class RefundPropertiesTest {

    private static final int TRIES = 10_000;

    /** Begins a refund of this much, or tells one of the refunds something. */
    record Act(int kind, int which, int minor, int minutes) {}

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void neverMoreGoesBackThanWasPaid(@ForAll("acts") @Size(min = 50, max = 60) List<Act> acts) {
        var story = new Story();
        acts.forEach(story::act);
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(1, 60_000),
                        Arbitraries.integers().between(0, 60))
                .as(Act::new)
                .list();
    }

    /** A payment and its refunds. */
    private static final class Story {

        private final List<Refund> refunds = new ArrayList<>();
        private Payment payment = ExampleFees.with(
                ExampleFees.BOTH, Examples.cardToMerchant(new Payment.State.Completed(SETTLED, null, NOW)));
        private Instant now = NOW;

        void act(Act act) {
            now = now.plus(Duration.ofMinutes(act.minutes()));
            if (act.kind() < 4) {
                begin(act.minor());
            } else if (!refunds.isEmpty()) {
                tell(act.which() % refunds.size(), act.kind());
            }
            check();
        }

        private void begin(long minor) {
            long left = payment.amount().minor() - payment.refunded().minor();
            var refusal = RefundLifecycle.refusal(payment, minor);
            assertThat(refusal == null).isEqualTo(minor <= left && left > 0);
            if (refusal == null) {
                var amount = new Money(minor, Asset.UZS);
                var fees = FeeReturnRules.with(payment, amount);
                payment = payment.refunding(
                        payment.refunded().plus(amount), FeeReturnRules.returned(payment.fees(), fees));
                refunds.add(new Refund(
                        new RefundId(IDS.next(3)),
                        1,
                        payment.id(),
                        payment.customer(),
                        "key-87654321",
                        amount,
                        fees,
                        now,
                        now.plus(Duration.ofHours(24)),
                        new State.Refunding(ATTEMPT)));
            }
        }

        private void tell(int which, int kind) {
            var before = refunds.get(which);
            told(before, kind).ifPresent(it -> {
                assertThat(before.isFinal()).as("nothing revives what is final").isFalse();
                assertThat(it.next().version()).isEqualTo(before.version() + 1);
                assertThat(it.transfers().isEmpty()).isEqualTo(!moves(it.next()));
                assertThat(it.givesUp()).isEqualTo(it.next().state() instanceof State.Declined);
                if (it.givesUp()) {
                    payment = payment.refunding(
                            payment.refunded().minus(before.amount()),
                            FeeReturnRules.kept(payment.fees(), before.fees()));
                }
                refunds.set(which, it.next());
            });
        }

        private static boolean moves(Refund refund) {
            return refund.state() instanceof State.Refunded || refund.state() instanceof State.Declined;
        }

        private Optional<RefundLifecycle.Advanced> told(Refund refund, int kind) {
            var declined = new Outcome.Declined(DeclineReason.DO_NOT_HONOUR, "05");
            return switch (kind) {
                case 4 -> RefundLifecycle.answered(refund, approved(), now);
                case 5 -> RefundLifecycle.answered(refund, declined, now);
                case 6 -> RefundLifecycle.answered(refund, new Outcome.NotSent("refused"), now);
                case 7 -> RefundLifecycle.answered(refund, new Outcome.Unknown("silence"), now);
                case 8 -> RefundLifecycle.found(refund, new Finding.Done(approved()), now, now);
                case 9 -> RefundLifecycle.found(refund, new Finding.NotFound(), now.minusSeconds(30), now);
                case 10 -> RefundLifecycle.found(refund, new Finding.Unclear("silence"), now, now);
                case 11 -> RefundLifecycle.undone(refund, new Reversal.Reversed("00"), now);
                case 12 -> RefundLifecycle.undone(refund, new Reversal.Refused("12"), now);
                default -> RefundLifecycle.undone(refund, new Reversal.Unclear("silence"), now);
            };
        }

        private void check() {
            long counted = refunds.stream()
                    .filter(refund -> !(refund.state() instanceof State.Declined))
                    .mapToLong(refund -> refund.amount().minor())
                    .sum();
            assertThat(payment.refunded().minor()).isEqualTo(counted);
            assertThat(counted).isBetween(0L, payment.amount().minor());
            checkFees();
        }

        // Of a part no more goes back than was taken, and all of it that may once everything was given back.
        private void checkFees() {
            boolean all = payment.refunded().equals(payment.amount());
            boolean right = true;
            int place = 0;
            for (var line : payment.fees().lines()) {
                for (var part : line.parts()) {
                    long back = part.returned().minor();
                    right &= back == backOf(place++);
                    right &= line.refund() == RefundPolicy.KEPT
                            ? back == 0
                            : !all || part.returned().equals(part.amount());
                }
            }
            // As text only when it is wanted: it is asked 600,000 times.
            assertThat(right).as("%s", payment).isTrue();
        }

        private long backOf(int place) {
            return refunds.stream()
                    .filter(refund -> !(refund.state() instanceof State.Declined))
                    .flatMap(refund -> refund.fees().stream())
                    .filter(back -> back.place() == place)
                    .mapToLong(back -> back.amount().minor())
                    .sum();
        }
    }
}
