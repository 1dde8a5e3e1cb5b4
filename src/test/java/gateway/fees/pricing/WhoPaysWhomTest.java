package gateway.fees.pricing;

import static gateway.fees.pricing.Payments.quoted;
import static gateway.fees.pricing.Payments.tiyin;
import static gateway.fees.pricing.Payments.transfer;
import static gateway.fees.pricing.Payments.uzs;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.fees.FeePart;
import gateway.fees.FeeQuote.Refusal;
import gateway.fees.FeeQuote.Refused;
import gateway.fees.Payer;
import gateway.fees.pack.FeeText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payers, tax and shares: to the last unit, and always the whole. */
class WhoPaysWhomTest {

    private static final String THREE = "shares: {parts: [{who: acquirer, percent: '80'},"
            + " {who: operator, percent: '8'}, {who: bank, percent: '12'}], leftover: %s}";
    private static final String HALVES =
            "payer: {parts: [{who: sender, percent: '50'}, {who: receiver, percent: '50'}], leftover: %s}";

    // 15 by 80, 8 and 12 %: 12, 1 and 1, and one is left over.
    @ParameterizedTest
    @CsvSource({"acquirer, 13, 1, 1", "operator, 12, 2, 1", "bank, 12, 1, 2"})
    void theNamedOneOwnsWhatIsLeftOver(String owner, long acquirer, long operator, long bank) {
        var line = quoted(FeeText.plain().with(THREE.formatted(owner)), transfer("14.50"))
                .lines()
                .getFirst();

        assertThat(line.shares())
                .isEqualTo(Map.of(
                        Beneficiary.ACQUIRER, tiyin(acquirer),
                        Beneficiary.OPERATOR, tiyin(operator),
                        Beneficiary.BANK, tiyin(bank)));
    }

    @ParameterizedTest
    @CsvSource({"sender, 8, 7", "receiver, 7, 8"})
    void bothMayPay(String owner, long sender, long receiver) {
        var quoted = quoted(FeeText.plain().with(HALVES.formatted(owner)), transfer("14.50"));

        assertThat(quoted.debited()).isEqualTo(tiyin(1450 + sender));
        assertThat(quoted.credited()).isEqualTo(tiyin(1450 - receiver));
        assertThat(quoted.total()).isEqualTo(tiyin(15));
    }

    @Test
    void theReceiverPaysOutOfTheAmount() {
        var quoted = quoted(FeeText.plain().with("payer: receiver"), transfer("1000"));

        assertThat(quoted.debited()).isEqualTo(uzs("1000"));
        assertThat(quoted.credited()).isEqualTo(uzs("990"));
    }

    // 12 %: of 1000 on top 120; inside 1000 it is 1000 · 12 / 112 = 107.14.
    @ParameterizedTest
    @CsvSource({
        "'{class: none}', 1000.00, 0.00",
        "'{class: exempt}', 1000.00, 0.00",
        "'{class: on-top, percent: \"12\"}', 1120.00, 120.00",
        "'{class: included, percent: \"12\"}', 1000.00, 107.14",
        "'{class: included, percent: \"0\"}', 1000.00, 0.00"
    })
    void theTaxIsInsideOrOnTop(String vat, String gross, String tax) {
        var line = quoted(FeeText.plain().with("charge: {fixed: '1000'}", "vat: " + vat), transfer("1"))
                .lines()
                .getFirst();

        assertThat(line.gross()).isEqualTo(uzs(gross));
        assertThat(line.vat()).isEqualTo(uzs(tax));
        assertThat(line.net()).isEqualTo(uzs(gross).minus(uzs(tax)));
    }

    @Test
    void everyPartIsOneTransfer() {
        // 15 in all: 2 tax (15 · 12 / 112 = 1.6), 13 net: 10 + 1 left over, 1, 1. Sender 8, receiver 7.
        var fee = FeeText.plain()
                .with(THREE.formatted("acquirer"), HALVES.formatted("sender"), "vat: {class: included, percent: '12'}");

        var line = quoted(fee, transfer("14.50")).lines().getFirst();

        assertThat(line.parts())
                .containsExactly(
                        new FeePart(Payer.SENDER, Beneficiary.TREASURY, tiyin(2)),
                        new FeePart(Payer.SENDER, Beneficiary.ACQUIRER, tiyin(6)),
                        new FeePart(Payer.RECEIVER, Beneficiary.ACQUIRER, tiyin(5)),
                        new FeePart(Payer.RECEIVER, Beneficiary.OPERATOR, tiyin(1)),
                        new FeePart(Payer.RECEIVER, Beneficiary.BANK, tiyin(1)));
    }

    @Test
    void severalFeesAddUp() {
        var pack = FeeText.read(
                FeeText.plain(), FeeText.plain().with("id: other", "charge: {fixed: '3'}", "payer: receiver"));

        var quoted = quoted(pack, transfer("1000"));

        assertThat(quoted.lines()).hasSize(2);
        assertThat(quoted.debited()).isEqualTo(uzs("1010"));
        assertThat(quoted.credited()).isEqualTo(uzs("997"));
        assertThat(quoted.total()).isEqualTo(uzs("13"));
    }

    @Test
    void aFeeLargerThanTheAmountItIsTakenFromIsRefused() {
        var fixed = FeeText.plain().with("payer: receiver", "charge: {fixed: '3'}");

        assertThat(PricingRules.quote(FeeText.read(fixed), transfer("2.99")))
                .isEqualTo(new Refused(Refusal.FEE_EXCEEDS_AMOUNT, new FeeId("transfer")));
        assertThat(quoted(fixed, transfer("3")).credited()).isEqualTo(uzs("0"));
        assertThat(quoted(fixed.with("payer: sender"), transfer("2.99")).debited())
                .isEqualTo(uzs("5.99"));
    }

    @Test
    void twoFeesThatAreTooLargeTogetherAreRefused() {
        var fixed = FeeText.plain().with("payer: receiver", "charge: {fixed: '3'}");

        assertThat(PricingRules.quote(FeeText.read(fixed, fixed.with("id: other")), transfer("5.99")))
                .isEqualTo(new Refused(Refusal.FEE_EXCEEDS_AMOUNT, new FeeId("other")));
    }

    @Test
    void aNegativeAmountIsRefused() {
        assertThat(PricingRules.quote(FeeText.read(FeeText.plain()), transfer(tiyin(-1))))
                .isEqualTo(new Refused(Refusal.NEGATIVE_AMOUNT, null));
    }

    @Test
    void whatCannotBeCountedIsRefused() {
        var pack = FeeText.read(FeeText.plain().with("charge: {percent: '100'}"));

        assertThat(PricingRules.quote(pack, transfer(tiyin(Long.MAX_VALUE))))
                .isEqualTo(new Refused(Refusal.TOO_LARGE, null));
        assertThat(PricingRules.quote(
                        FeeText.read(FeeText.plain().with("charge: {percent: '100', plus: '1'}")),
                        transfer(tiyin(Long.MAX_VALUE))))
                .isEqualTo(new Refused(Refusal.TOO_LARGE, new FeeId("transfer")));
    }
}
