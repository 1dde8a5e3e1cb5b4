package gateway.crossborder;

import static gateway.crossborder.RemittanceExamples.NOW;
import static gateway.crossborder.RemittanceExamples.in;
import static gateway.crossborder.RemittanceExamples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.Remittance.Cause.Kind;
import gateway.crossborder.Remittance.State;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.SystemAccounts;
import gateway.shared.ids.AccountId;
import gateway.shared.money.Asset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From which account to which each turn moves what: no unit is without an owner, and every position knows. */
class RemittancePostingsTest {

    private static final Remittance IT = in(new State.Sent(NOW));
    private static final int SHARD = IT.shard();

    private static final Map<AccountId, String> NAMES = Map.of(
            SystemAccounts.remittances(Asset.UZS, SHARD), "spent",
            SystemAccounts.feeIncome(Asset.UZS, SHARD), "fee",
            SystemAccounts.exchangePosition(Asset.UZS, SHARD), "soum",
            SystemAccounts.exchangePosition(Asset.USD, SHARD), "dollars",
            SystemAccounts.exchangeResult(Asset.UZS, SHARD), "rounding",
            SystemAccounts.correspondent("demo", Asset.USD, SHARD), "owed",
            SystemAccounts.nostro("demo", Asset.USD, SHARD), "lying");

    @Test
    void whatWasPaidIsExchangedAndOwed() {
        assertThat(moves(RemittancePostings.exchanged(IT)))
                .containsExactly(
                        "spent > fee 10000.00",
                        "spent > soum 1202122.00",
                        "spent > rounding 0.05",
                        "dollars > owed 100.00");
    }

    @Test
    void whatWasDeliveredWasTakenOutOfWhatLiesThere() {
        assertThat(moves(RemittancePostings.settled(IT))).containsExactly("owed > lying 100.00");
    }

    @Test
    void whatWasRejectedGoesTheSameWayBack() {
        assertThat(moves(RemittancePostings.undone(IT)))
                .containsExactly(
                        "owed > dollars 100.00",
                        "soum > spent 1202122.00",
                        "rounding > spent 0.05",
                        "fee > spent 10000.00");
    }

    /** What it was never settled for comes out of what is owed, and what banks kept was taken from what lies there. */
    @Test
    void whatIsReturnedInPartBeforeDelivery() {
        assertThat(moves(RemittancePostings.returned(IT, usd("75.01"), Kind.RETURNED)))
                .containsExactly(
                        "owed > dollars 75.01", "owed > lying 24.99", "soum > spent 901711.71", "fee > spent 10000.00");
    }

    @Test
    void whatIsReturnedAfterDeliveryLiesThereAgain() {
        assertThat(moves(RemittancePostings.returned(IT, usd("100"), Kind.RETURNED_AFTER_DELIVERY)))
                .containsExactly("lying > dollars 100.00", "soum > spent 1202122.00", "rounding > spent 0.05");
    }

    private static List<String> moves(List<Transfer> transfers) {
        return transfers.stream()
                .map(Direct.class::cast)
                .map(it -> "%s > %s %s"
                        .formatted(
                                NAMES.get(it.debit()),
                                NAMES.get(it.credit()),
                                it.amount().toDecimal()))
                .toList();
    }
}
