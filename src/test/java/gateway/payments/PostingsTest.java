package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.CREDIT;
import static gateway.payments.Examples.IDS;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.payments.Payment.State;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RefundId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which account pays which, at every turn. */
class PostingsTest {

    private static final State DONE = new State.Completed(null, null, NOW);
    private static final Instant RELEASED = NOW.plus(Duration.ofHours(24)).plus(Duration.ofDays(30));

    @Test
    void aWalletsMoneyForACardIsHeldLongerThanAnybodyLooksForIt() {
        var payment = Examples.walletToCard(new State.Crediting(null, CREDIT));
        var hold = only(Postings.first(payment), Pending.class);

        assertThat(hold.debit()).isEqualTo(wallet(payment));
        assertThat(hold.credit()).isEqualTo(SystemAccounts.clearing("humo", Asset.UZS, payment.shard()));
        assertThat(hold.amount()).isEqualTo(payment.amount());
        assertThat(hold.purpose()).isEqualTo(Purpose.PAYMENT);
        assertThat(hold.reference()).isEqualTo(payment.id().value());
        assertThat(hold.expiresAt()).isEqualTo(RELEASED);
        assertThat(only(Postings.postHold(payment), Post.class).pending()).isEqualTo(hold.id());
        assertThat(only(Postings.postHold(payment), Post.class).amount()).isEqualTo(payment.amount());
        assertThat(only(Postings.releaseHold(payment), Release.class).pending()).isEqualTo(hold.id());
    }

    @Test
    void aWalletPaysInsideTheHouseAtOnce() {
        var payment = Examples.walletToMerchant(DONE);
        var paid = only(Postings.first(payment), Direct.class);

        assertThat(paid.debit()).isEqualTo(wallet(payment));
        assertThat(paid.credit()).isEqualTo(Postings.destination(payment)).isNotEqualTo(paid.debit());
        assertThat(paid.amount()).isEqualTo(payment.amount());
    }

    @Test
    void nothingMovesBeforeARailHasSpoken() {
        assertThat(Postings.first(Examples.cardToMerchant(new State.Debiting(ATTEMPT))))
                .isEmpty();
        assertThat(Postings.first(Examples.cardToMerchant(Examples.WAITING))).isEmpty();
    }

    @Test
    void aCardsMoneyForAnotherCardWaitsInTransitAndGoesBackFromThere() {
        var payment = Examples.cardToCard(new State.Crediting(SETTLED, CREDIT));
        var uzcard = SystemAccounts.clearing("uzcard", Asset.UZS, payment.shard());
        var humo = SystemAccounts.clearing("humo", Asset.UZS, payment.shard());
        var transit = SystemAccounts.transit(Asset.UZS, payment.shard());

        assertMoves(Postings.debited(payment), uzcard, transit, Purpose.PAYMENT);
        assertMoves(Postings.credited(payment), transit, humo, Purpose.PAYMENT_LEG);
        assertMoves(Postings.reversed(payment), transit, uzcard, Purpose.REVERSAL);
    }

    @Test
    void aCardsMoneyForAMerchantOrAWalletIsTheirsAtOnce() {
        var uzcard = SystemAccounts.clearing("uzcard", Asset.UZS, 3);
        var toMerchant = Examples.cardToMerchant(new State.Debiting(ATTEMPT));
        var toWallet = Examples.cardToWallet(new State.Debiting(ATTEMPT));

        assertMoves(Postings.debited(toMerchant), uzcard, Postings.destination(toMerchant), Purpose.PAYMENT);
        assertMoves(Postings.debited(toWallet), uzcard, wallet(toWallet), Purpose.PAYMENT);
    }

    /** The books refuse an id that they know: two turns with one id would be one turn. */
    @Test
    void everyTurnHasAnIdOfItsOwnThatIsTheSameNextTime() {
        var payment = Examples.cardToCard(new State.Crediting(SETTLED, CREDIT));

        assertThat(ids(payment)).hasSize(5).isEqualTo(ids(payment));
        assertThat(Postings.postHold(payment).getFirst().id())
                .as("a hold ends once")
                .isEqualTo(Postings.releaseHold(payment).getFirst().id());
    }

    @Test
    void aRefundsMoneyIsHeldFromThePayeeForThePayer() {
        var payment = Examples.cardToMerchant(new State.Completed(SETTLED, null, NOW));
        var refund = refund(payment, new Refund.State.Refunding(ATTEMPT));
        var hold = only(RefundPostings.hold(refund, payment), Pending.class);

        assertThat(hold.debit()).isEqualTo(Postings.destination(payment));
        assertThat(hold.credit()).isEqualTo(Postings.source(payment));
        assertThat(hold.amount()).isEqualTo(refund.amount());
        assertThat(hold.purpose()).isEqualTo(Purpose.REFUND);
        assertThat(hold.reference()).isEqualTo(refund.id().value());
        assertThat(hold.expiresAt()).isEqualTo(RELEASED);
        assertThat(only(RefundPostings.post(refund), Post.class).pending()).isEqualTo(hold.id());
        assertThat(only(RefundPostings.post(refund), Post.class).amount()).isEqualTo(refund.amount());
        assertThat(only(RefundPostings.release(refund), Release.class).pending())
                .isEqualTo(hold.id());
        assertThat(RefundPostings.post(refund).getFirst().id()).isNotEqualTo(hold.id());
    }

    @Test
    void aRefundToAWalletIsDoneAtOnce() {
        var payment = Examples.walletToMerchant(DONE);
        var refund = refund(payment, new Refund.State.Refunded(null, NOW));
        var back = only(RefundPostings.internal(refund, payment), Direct.class);

        assertThat(back.debit()).isEqualTo(Postings.destination(payment));
        assertThat(back.credit()).isEqualTo(wallet(payment));
        assertThat(back.amount()).isEqualTo(refund.amount());
        assertThat(back.purpose()).isEqualTo(Purpose.REFUND);
        assertThat(back.reference()).isEqualTo(refund.id().value());
    }

    @Test
    void aRefundRunsOnlyWhileItsRailIsAsked() {
        var payment = Examples.cardToMerchant(new State.Completed(SETTLED, null, NOW));
        var denial = new Payment.Denial(gateway.processors.DeclineReason.NO_ANSWER, "uzcard", null);
        var asking = refund(payment, new Refund.State.Refunding(ATTEMPT));
        var unknown = refund(payment, new Refund.State.RefundUnknown(ATTEMPT, 1, "silence", NOW));
        var ended = List.of(
                refund(payment, new Refund.State.Refunded(SETTLED, NOW)),
                refund(payment, new Refund.State.Declined(denial, NOW)),
                refund(payment, new Refund.State.NeedsOperator(ATTEMPT, "lost", NOW)));

        assertThat(asking.isRunning()).isTrue();
        assertThat(asking.isFinal()).isFalse();
        assertThat(unknown.isRunning()).isFalse();
        assertThat(unknown.isFinal()).isFalse();
        assertThat(ended).noneMatch(Refund::isRunning).allMatch(Refund::isFinal);
        assertThat(asking.shard()).isEqualTo(3);
    }

    private static void assertMoves(List<Transfer> made, AccountId debit, AccountId credit, Purpose purpose) {
        var move = only(made, Direct.class);

        assertThat(move.debit()).isEqualTo(debit);
        assertThat(move.credit()).isEqualTo(credit);
        assertThat(move.purpose()).isEqualTo(purpose);
    }

    private static <T extends Transfer> T only(List<Transfer> made, Class<T> kind) {
        assertThat(made).singleElement().isInstanceOf(kind);
        return kind.cast(made.getFirst());
    }

    private static Set<Object> ids(Payment payment) {
        var all = new HashSet<>();
        for (var turn : List.of(
                Postings.hold(payment),
                Postings.postHold(payment),
                Postings.debited(payment),
                Postings.credited(payment),
                Postings.reversed(payment))) {
            turn.forEach(transfer -> all.add(transfer.id()));
        }
        return all;
    }

    private static AccountId wallet(Payment payment) {
        return AccountId.of(payment.customer().value(), Asset.UZS);
    }

    private static Refund refund(Payment payment, Refund.State state) {
        return new Refund(
                new RefundId(IDS.next(3)),
                1,
                payment.id(),
                new CustomerId(IDS.next(3)),
                "refund-key",
                new Money(100_00, Asset.UZS),
                NOW,
                NOW.plus(Duration.ofHours(24)),
                state);
    }
}
