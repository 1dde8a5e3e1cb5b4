package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.inbound.Arrival.ArrivalKey;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows are found by these for ever: another number from the same name would lose them. */
class ArrivalKeyTest {

    private static final ArrivalKey KEY = new ArrivalKey(new PartnerId(new UUID(1, 0x100)), "a1");

    @Test
    void aNameHasItsShardForEver() {
        assertThat(KEY.shard()).isEqualTo(13);
        assertThat(new ArrivalKey(KEY.partner(), "1").shard()).isEqualTo(2);
    }

    @Test
    void bothSidesFindItByTwelveDigitsThatFollowFromItsId() {
        assertThat(arrival().reference()).isEqualTo("953829516544");
    }

    @Test
    void showsNoAmountsAndNoNames() {
        assertThat(arrival()).hasToString("Arrival 01900000-0000-7000-8000-000000000500 Approved");
    }

    private static Arrival arrival() {
        return new Arrival(
                KEY,
                new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0500L),
                new CustomerId(new UUID(3, 0x200)),
                new Sender("TESTOV IVAN", "4000", "KZ", null, null, "N1"),
                new Money(1_234, Asset.USD),
                new Money(14_685_000, Asset.UZS),
                new BigDecimal("119.0000"),
                Instant.EPOCH,
                Instant.EPOCH,
                new Arrival.State.Approved(),
                1);
    }
}
