package gateway.fees.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote.Quoted;
import gateway.fees.FeeUsage;
import gateway.fees.Place;
import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.rulebook.UnfitPack;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What recorded payments would cost by another pack. */
class ReplayFeesTest {

    private static final CustomerId CUSTOMER = new CustomerId(new UUID(1, 1));
    private static final CustomerId OTHER = new CustomerId(new UUID(1, 2));
    private static final Instant MORNING = Instant.parse("2026-11-26T05:00:00Z");

    private static String fee(ReplayFees replay, CustomerId customer, Instant at, boolean moved) {
        var question = new FeeQuestion(
                Operation.CARD_TO_CARD,
                Place.UZCARD,
                Place.HUMO,
                Channel.APP,
                new Money(100_00, Asset.UZS),
                at,
                FeeUsage.NOTHING);
        return ((Quoted) replay.price(customer, question, moved)).total().toDecimal();
    }

    /** It is not in force yet; that is why somebody asks. */
    @Test
    void thePackIsTakenAsItWillStand() {
        var replay = ReplayFees.by(FeeText.pack(
                FeeText.schedule("transfers", 1, "2026-01-01..2027-02-01", FeeText.plain()),
                FeeText.schedule("transfers", 2, "2027-02-01", FeeText.plain().with("charge: {percent: \"2\"}"))));

        assertThat(fee(replay, CUSTOMER, MORNING, true)).isEqualTo("2.00");
    }

    @Test
    void aQuotaIsUsedByWhatMovedInItsPeriodAndByItsCustomerAlone() {
        var replay = ReplayFees.by(FeeText.pack(FeeText.plain().with("period: month", "free: {count: 1}")));

        assertThat(fee(replay, CUSTOMER, MORNING, false)).isEqualTo("0.00");
        assertThat(fee(replay, CUSTOMER, MORNING.plusSeconds(1), true)).isEqualTo("0.00");
        assertThat(fee(replay, CUSTOMER, MORNING.plusSeconds(2), true)).isEqualTo("1.00");
        assertThat(fee(replay, OTHER, MORNING.plusSeconds(3), true)).isEqualTo("0.00");
        assertThat(fee(replay, CUSTOMER, MORNING.plus(Duration.ofDays(30)), true))
                .isEqualTo("0.00");
    }

    @Test
    void aCapIsReachedInTheOrderOfPayments() {
        var replay = ReplayFees.by(FeeText.pack(FeeText.plain().with("period: year", "cap: '1.50'")));

        assertThat(fee(replay, CUSTOMER, MORNING, true)).isEqualTo("1.00");
        assertThat(fee(replay, CUSTOMER, MORNING.plusSeconds(1), true)).isEqualTo("0.50");
        assertThat(fee(replay, CUSTOMER, MORNING.plusSeconds(2), true)).isEqualTo("0.00");
    }

    @Test
    void aBadPackIsRefused() {
        assertThatExceptionOfType(UnfitPack.class).isThrownBy(() -> ReplayFees.by("format: 1\npack: bad\n"));
    }
}
