package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.CREDIT;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.Beneficiary;
import gateway.fees.Payer;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.SystemAccounts;
import gateway.payments.Payment.State;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever way a payment goes, everybody has in the end what the price says. */
class FeePostingsTest {

    private static final State DONE = new State.Completed(null, null, NOW);

    @Test
    void theSenderPaysOnTopAndTheReceiverOutOfTheAmount() {
        var cardToCard = priced(Examples.cardToCard(new State.Crediting(SETTLED, CREDIT)));
        assertPaid(cardToCard, List.of(Postings.debited(cardToCard), Postings.credited(cardToCard)));

        var cardToMerchant = priced(Examples.cardToMerchant(new State.Debiting(ATTEMPT)));
        assertPaid(cardToMerchant, List.of(Postings.debited(cardToMerchant)));

        var cardToWallet = priced(Examples.cardToWallet(new State.Debiting(ATTEMPT)));
        assertPaid(cardToWallet, List.of(Postings.debited(cardToWallet)));

        var walletToCard = priced(Examples.walletToCard(new State.Crediting(null, CREDIT)));
        assertPaid(walletToCard, List.of(Postings.first(walletToCard), Postings.postHold(walletToCard)));

        var walletToMerchant = priced(Examples.walletToMerchant(DONE));
        assertPaid(walletToMerchant, List.of(Postings.first(walletToMerchant)));
    }

    @Test
    void whatIsHeldCoversAmountAndFeeAndComesBackWhole() {
        var payment = priced(Examples.walletToCard(new State.Crediting(null, CREDIT)));
        var books = new Moves().book(Postings.first(payment));

        assertThat(books.held(Postings.source(payment))).isEqualTo(1_500_00 + 13_44 + 7);
        assertThat(books.balances).isEmpty();
        assertThat(books.book(Postings.releaseHold(payment)).held(Postings.source(payment)))
                .isZero();
        assertThat(books.balances).isEmpty();
    }

    @Test
    void aReversedPaymentCostsNothing() {
        var payment = priced(Examples.cardToCard(new State.Crediting(SETTLED, CREDIT)));
        var books = new Moves().book(Postings.debited(payment));

        assertThat(books.of(Postings.source(payment))).isEqualTo(-(1_500_00 + 13_44 + 7));

        books.book(Postings.reversed(payment));
        assertThat(books.balances.values()).containsOnly(0L);
    }

    @Test
    void aBillThatIsPaidTooLateCostsNothing() {
        var payment = priced(Examples.billToMerchant(new State.Debiting(ATTEMPT)));
        var books = new Moves().book(Postings.intoTransit(payment));

        assertThat(books.of(Postings.source(payment))).isEqualTo(-(1_500_00 + 13_44 + 7));
        assertThat(books.of(Postings.destination(payment))).isZero();

        books.book(Postings.reversed(payment));
        assertThat(books.balances.values()).containsOnly(0L);
    }

    @Test
    void aPaymentWithoutFeesMovesWhatItDidBefore() {
        var payment = Examples.cardToCard(new State.Crediting(SETTLED, CREDIT));

        assertThat(Postings.debited(payment)).hasSize(1);
        assertThat(Postings.credited(payment)).hasSize(1);
        assertThat(Postings.reversed(payment)).hasSize(1);
        assertThat(payment.debited()).isEqualTo(payment.amount()).isEqualTo(payment.credited());
    }

    private static void assertPaid(Payment payment, List<List<Transfer>> turns) {
        var books = new Moves();
        turns.forEach(books::book);
        int shard = payment.shard();

        assertThat(books.of(Postings.source(payment)))
                .isEqualTo(-payment.debited().minor())
                .isEqualTo(-(1_500_00 + 13_44 + 7));
        assertThat(books.of(Postings.destination(payment)))
                .isEqualTo(payment.credited().minor())
                .isEqualTo(1_500_00 - 5_00);
        assertThat(books.of(SystemAccounts.feeIncome(Asset.UZS, shard))).isEqualTo(2_47);
        assertThat(books.of(SystemAccounts.vatPayable(Asset.UZS, shard))).isEqualTo(1_44);
        assertThat(books.of(FeePostings.account(Beneficiary.ACQUIRER, Asset.UZS, shard)))
                .isEqualTo(9_60);
        assertThat(books.of(FeePostings.account(Beneficiary.AGENT, Asset.UZS, shard)))
                .isEqualTo(4_00);
        assertThat(books.of(FeePostings.account(Beneficiary.OPERATOR, Asset.UZS, shard)))
                .isEqualTo(1_00);
        assertThat(books.of(Postings.transit(payment))).isZero();
        assertThat(books.balances.values().stream().mapToLong(it -> it).sum()).isZero();
        assertThat(books.holds).isEmpty();
    }

    private static Payment priced(Payment payment) {
        assertThat(ExampleFees.BOTH.paidBy(Payer.SENDER, Asset.UZS)).isEqualTo(new Money(13_51, Asset.UZS));
        return ExampleFees.with(ExampleFees.BOTH, payment);
    }

    /** Books in which nothing is refused but a used id. */
    private static final class Moves {

        private final Map<AccountId, Long> balances = new HashMap<>();
        private final Map<TransferId, Pending> holds = new HashMap<>();
        private final Set<TransferId> used = new HashSet<>();

        Moves book(List<Transfer> transfers) {
            transfers.forEach(this::book);
            return this;
        }

        private void book(Transfer transfer) {
            assertThat(used.add(transfer.id())).as("no id is used twice").isTrue();
            switch (transfer) {
                case Direct it -> move(it.debit(), it.credit(), it.amount());
                case Pending it -> holds.put(it.id(), it);
                case Post it -> {
                    var hold = holds.remove(it.pending());
                    move(hold.debit(), hold.credit(), it.amount());
                }
                case Release it -> assertThat(holds.remove(it.pending())).isNotNull();
            }
        }

        private void move(AccountId debit, AccountId credit, Money amount) {
            balances.merge(debit, -amount.minor(), Long::sum);
            balances.merge(credit, amount.minor(), Long::sum);
        }

        long of(AccountId account) {
            return balances.getOrDefault(account, 0L);
        }

        long held(AccountId account) {
            return holds.values().stream()
                    .filter(it -> it.debit().equals(account))
                    .mapToLong(it -> it.amount().minor())
                    .sum();
        }
    }
}
