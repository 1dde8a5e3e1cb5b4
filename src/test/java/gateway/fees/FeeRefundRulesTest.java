package gateway.fees;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.FeeReturn.Refused;
import gateway.fees.FeeReturn.Returned;
import gateway.fees.FeeUsage.Used;
import gateway.rulebook.Wording;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a fee of 15 for a payment of 1000 goes back with it. */
class FeeRefundRulesTest {

    private static final List<FeePart> PARTS = List.of(
            new FeePart(Payer.SENDER, Beneficiary.TREASURY, uzs(2)),
            new FeePart(Payer.SENDER, Beneficiary.ACQUIRER, uzs(6)),
            new FeePart(Payer.RECEIVER, Beneficiary.ACQUIRER, uzs(5)),
            new FeePart(Payer.RECEIVER, Beneficiary.BANK, uzs(2)));

    // Pro rata each part is rounded down: of 2, 6, 5 and 2, a half is 1, 3, 2 and 1.
    @ParameterizedTest
    @CsvSource({
        "IN_FULL, 0, 1000, 15",
        "IN_FULL, 0, 999, 0",
        "IN_FULL, 999, 1, 15",
        "PRO_RATA, 0, 1000, 15",
        "PRO_RATA, 0, 500, 7",
        "PRO_RATA, 500, 500, 8",
        "PRO_RATA, 0, 1, 0",
        "PRO_RATA, 999, 1, 4",
        "KEPT, 0, 1000, 0",
        "KEPT, 500, 500, 0"
    })
    void followsThePolicy(RefundPolicy policy, long before, long now, long back) {
        assertThat(back(policy, before, now).total()).isEqualTo(uzs(back));
    }

    @Test
    void returnsPartByPartToWhoHadPaidIt() {
        assertThat(back(RefundPolicy.PRO_RATA, 0, 500).parts())
                .containsExactly(
                        new FeePart(Payer.SENDER, Beneficiary.TREASURY, uzs(1)),
                        new FeePart(Payer.SENDER, Beneficiary.ACQUIRER, uzs(3)),
                        new FeePart(Payer.RECEIVER, Beneficiary.ACQUIRER, uzs(2)),
                        new FeePart(Payer.RECEIVER, Beneficiary.BANK, uzs(1)));
        assertThat(back(RefundPolicy.IN_FULL, 0, 1000).parts()).isEqualTo(PARTS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1001, MORE_THAN_PAID",
        "500, 501, MORE_THAN_PAID",
        "1001, 1, MORE_THAN_PAID",
        "1, 9223372036854775807, MORE_THAN_PAID",
        "9223372036854775807, 9223372036854775807, MORE_THAN_PAID",
        "0, 0, NOTHING_TO_REFUND",
        "0, -1, NOTHING_TO_REFUND",
        "-1, 1, NOTHING_TO_REFUND"
    })
    void refusesWhatCannotBeRefunded(long before, long now, Refused why) {
        assertThat(FeeRefundRules.of(charged(RefundPolicy.PRO_RATA), uzs(1000), uzs(before), uzs(now)))
                .isEqualTo(why);
    }

    @Test
    void refusesAnotherCurrency() {
        assertThat(FeeRefundRules.of(charged(RefundPolicy.PRO_RATA), uzs(1000), uzs(0), new Money(1, Asset.USD)))
                .isEqualTo(Refused.OTHER_CURRENCY);
    }

    private static Returned back(RefundPolicy policy, long before, long now) {
        return (Returned) FeeRefundRules.of(charged(policy), uzs(1000), uzs(before), uzs(now));
    }

    private static FeeLine charged(RefundPolicy policy) {
        return new FeeLine(
                new FeeId("transfer"),
                new ScheduleVersion("transfers", 1),
                new Wording("", "", ""),
                uzs(15),
                new Vat.Included(new Rate(120_000)),
                PARTS,
                policy,
                new Used(uzs(15), 1, uzs(1000)),
                List.of());
    }

    private static Money uzs(long minor) {
        return new Money(minor, Asset.UZS);
    }
}
