package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.CREDIT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.approved;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.SystemAccounts;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.payments.Payment.State;
import gateway.payments.PaymentInput.BooksRefused;
import gateway.payments.PaymentInput.CancelRequested;
import gateway.payments.PaymentInput.ConfirmationExpired;
import gateway.payments.PaymentInput.Confirmed;
import gateway.payments.PaymentInput.CreditAnswered;
import gateway.payments.PaymentInput.CreditFound;
import gateway.payments.PaymentInput.CreditUndone;
import gateway.payments.PaymentInput.DebitAnswered;
import gateway.payments.PaymentInput.DebitFound;
import gateway.payments.PaymentInput.DebitMovedOn;
import gateway.payments.PaymentInput.DebitUndone;
import gateway.payments.PaymentInput.ReviewExpired;
import gateway.payments.PaymentInput.ReviewRefused;
import gateway.payments.PaymentInput.ReviewReleased;
import gateway.payments.Step.Accepted;
import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is said to a payment, in whatever order and however often, its state and its money tell the same story: the
 * destination got it once, or nobody lost anything, or it is known where it waits.
 */
class LifecyclePropertiesTest {

    private static final int TRIES = 10_000;
    private static final Attempt ELSEWHERE = new Attempt("other", new MessageIdentity("ext-2"), "second choice", 2);

    /** What is said, and how long after the word before. */
    record Word(PaymentInput input, int minutes) {}

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void stateAndMoneyTellTheSameStory(
            @ForAll("payments") Payment payment, @ForAll("words") @Size(min = 50, max = 60) List<Word> words) {
        var story = new Story(payment);
        words.forEach(story::hear);
    }

    @Provide
    Arbitrary<Payment> payments() {
        return Arbitraries.of(
                Examples.cardToMerchant(Examples.WAITING),
                Examples.cardToMerchant(Examples.SUSPECT),
                Examples.cardToCard(Examples.IN_REVIEW),
                Examples.walletToCard(Examples.SUSPECT),
                Examples.walletToMerchant(Examples.IN_REVIEW),
                Examples.cardToWallet(Examples.WAITING),
                Examples.cardToCard(Examples.WAITING),
                Examples.walletToCard(Examples.WAITING),
                Examples.walletToMerchant(Examples.WAITING),
                Examples.billToMerchant(Examples.WAITING),
                Examples.billToCard(Examples.WAITING));
    }

    @Provide
    Arbitrary<List<Word>> words() {
        return Combinators.combine(
                        inputs(), Arbitraries.frequency(net.jqwik.api.Tuple.of(5, 0), net.jqwik.api.Tuple.of(1, 90)))
                .as(Word::new)
                .list();
    }

    private static Arbitrary<PaymentInput> inputs() {
        var asked = Arbitraries.integers().between(-2, 120).map(minutes -> NOW.plus(Duration.ofMinutes(minutes)));
        return Arbitraries.oneOf(
                Arbitraries.<PaymentInput>of(
                        new Confirmed(ATTEMPT),
                        new Confirmed(ATTEMPT),
                        new DebitMovedOn(ELSEWHERE),
                        new CancelRequested(),
                        new ConfirmationExpired(),
                        new BooksRefused(DeclineReason.INSUFFICIENT_FUNDS),
                        new ReviewReleased(ATTEMPT),
                        new ReviewReleased(ATTEMPT),
                        new ReviewRefused(),
                        new ReviewExpired()),
                Combinators.combine(outcomes(), credits())
                        .as((outcome, credit) -> new DebitAnswered(outcome, credit.orElse(null))),
                Combinators.combine(findings(), credits(), asked)
                        .as((finding, credit, at) -> new DebitFound(finding, credit.orElse(null), at)),
                reversals().map(DebitUndone::new),
                outcomes().map(CreditAnswered::new),
                Combinators.combine(findings(), asked).as(CreditFound::new),
                reversals().map(CreditUndone::new));
    }

    private static Arbitrary<java.util.Optional<Attempt>> credits() {
        return Arbitraries.of(java.util.Optional.of(CREDIT), java.util.Optional.empty());
    }

    private static Arbitrary<Outcome> outcomes() {
        return Arbitraries.of(
                approved(),
                new Outcome.Declined(DeclineReason.INSUFFICIENT_FUNDS, "51"),
                new Outcome.NotSent("refused"),
                new Outcome.Waiting("5000001"),
                new Outcome.Unknown("silence"),
                new Outcome.Unknown("garbled"));
    }

    private static Arbitrary<Finding> findings() {
        return Arbitraries.of(
                new Finding.Done(approved()),
                new Finding.Refused(new Outcome.Declined(DeclineReason.DO_NOT_HONOUR, "05")),
                new Finding.Undone(),
                new Finding.NotFound(),
                new Finding.Unclear("silence"));
    }

    private static Arbitrary<Reversal> reversals() {
        return Arbitraries.of(new Reversal.Reversed("00"), new Reversal.Refused("12"), new Reversal.Unclear("silence"));
    }

    /** A payment, and where its money is. */
    private static final class Story {

        private final Map<AccountId, Long> moved = new HashMap<>();
        private final Set<TransferId> made = new HashSet<>();
        private final Set<TransferId> held = new HashSet<>();
        private Payment payment;
        private Instant now = NOW;

        Story(Payment payment) {
            this.payment = payment;
        }

        void hear(Word word) {
            now = now.plus(Duration.ofMinutes(word.minutes()));
            var before = payment;
            if (PaymentLifecycle.step(before, fitting(word.input()), now) instanceof Accepted it) {
                assertThat(before.isFinal()).as("nothing revives what is final").isFalse();
                assertThat(it.next().version()).isEqualTo(before.version() + 1);
                assertThat(it.next().amount()).isEqualTo(before.amount());
                it.transfers().forEach(this::make);
                payment = it.next();
                check(before.state());
            }
        }

        /** A node prepares messages only for rails that the payment needs. */
        private PaymentInput fitting(PaymentInput input) {
            boolean toCard = payment.destination() instanceof Destination.ToCard;
            return switch (input) {
                case Confirmed it -> new Confirmed(inside() ? null : it.first());
                case ReviewReleased it -> new ReviewReleased(inside() ? null : it.first());
                case DebitAnswered it -> new DebitAnswered(it.outcome(), toCard ? it.credit() : null);
                case DebitFound it -> new DebitFound(it.finding(), toCard ? it.credit() : null, it.asked());
                default -> input;
            };
        }

        private boolean inside() {
            return payment.source() instanceof Source.OwnWallet
                    && !(payment.destination() instanceof Destination.ToCard);
        }

        private void make(Transfer transfer) {
            assertThat(made.add(transfer.id())).as("no turn is posted twice").isTrue();
            switch (transfer) {
                case Direct it -> move(it.debit(), it.credit(), it.amount().minor());
                case Pending it -> {
                    assertThat(it.expiresAt()).as("a hold outlives its payment").isAfter(payment.finalBy());
                    held.add(it.id());
                }
                case Post it -> {
                    assertThat(held.remove(it.pending()))
                            .as("only what is held is posted")
                            .isTrue();
                    move(
                            Postings.source(payment),
                            Postings.destination(payment),
                            it.amount().minor());
                }
                case Release it ->
                    assertThat(held.remove(it.pending())).as("a hold ends once").isTrue();
            }
        }

        private void move(AccountId from, AccountId to, long minor) {
            assertThat(minor).isEqualTo(payment.amount().minor());
            moved.merge(from, -minor, Long::sum);
            moved.merge(to, minor, Long::sum);
        }

        private void check(State before) {
            switch (payment.state()) {
                case State.ActionRequired _, State.InReview _, State.Debiting _, State.DebitUnknown _ -> nothingMoved();
                case State.AwaitingPayer _, State.Withdrawing _ -> nothingMoved();
                case State.Declined _, State.Cancelled _, State.Reversed _ -> nothingMoved();
                case State.Crediting it -> waits(it.debit());
                case State.CreditUnknown it -> waits(it.debit());
                case State.Reversing it -> waits(it.debit());
                case State.Completed _ -> arrived();
                case State.NeedsOperator _ ->
                    assertThat(before)
                            .as("a person gets open questions only")
                            .isInstanceOfAny(
                                    State.DebitUnknown.class,
                                    State.Withdrawing.class,
                                    State.CreditUnknown.class,
                                    State.Reversing.class);
            }
        }

        private void nothingMoved() {
            assertThat(moved.values()).allMatch(minor -> minor == 0);
            assertThat(held).isEmpty();
        }

        /** Held in the wallet, or taken from the card and on its way. */
        private void waits(Payment.@Nullable Settled debit) {
            if (debit == null) {
                assertThat(held).hasSize(1);
                assertThat(moved.values()).allMatch(minor -> minor == 0);
            } else {
                var transit = SystemAccounts.transit(payment.amount().asset(), payment.shard());
                assertThat(held).isEmpty();
                assertThat(moved).containsEntry(transit, payment.amount().minor());
                assertThat(moved)
                        .containsEntry(
                                Postings.source(payment), -payment.amount().minor());
            }
        }

        private void arrived() {
            assertThat(held).isEmpty();
            assertThat(moved)
                    .containsEntry(
                            Postings.destination(payment), payment.amount().minor());
            assertThat(moved)
                    .containsEntry(Postings.source(payment), -payment.amount().minor());
            assertThat(moved.values().stream().mapToLong(Math::abs).sum())
                    .as("and nothing is left on the way")
                    .isEqualTo(2 * payment.amount().minor());
        }
    }
}
