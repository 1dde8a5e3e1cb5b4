package gateway.sessions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.rulebook.Operation;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a device may not do or see yet. */
class NewDevicesByAgeTest {

    private static final Instant CAME = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant FREE = Instant.parse("2026-11-26T11:00:00Z");
    private static final DeviceId DEVICE =
            new DeviceId(new TimeOrderedIds(Clock.fixed(CAME, ZoneOffset.UTC), new SplittableRandom(1)).next(3));

    private final NewDevicesByAge law = new NewDevicesByAge(Policies.shipped("rulebook/uz/sessions.yaml"));
    private final NewDevicesByAge none = new NewDevicesByAge(Policies.shipped("sessions/default.yaml"));

    @ParameterizedTest
    @EnumSource(names = {"CARD_TO_CARD", "WALLET_TO_CARD", "WALLET_TO_WALLET"})
    void forOneHourItTransfersNothing(Operation operation) {
        for (var moment : new Instant[] {CAME.minusSeconds(1), CAME, FREE.minusMillis(1)}) {
            assertThat(law.waits(DEVICE, operation, moment)).hasValueSatisfying(wait -> {
                assertThat(wait.until()).isEqualTo(FREE);
                assertThat(wait.since()).isEqualTo(CAME);
                assertThat(wait.rule().id()).isEqualTo("new-device");
                assertThat(wait.rule().version()).isEqualTo(1);
            });
        }
        assertThat(law.waits(DEVICE, operation, FREE)).isEmpty();
        assertThat(none.waits(DEVICE, operation, CAME)).isEmpty();
    }

    @Test
    void itPaysShopsAtOnce() {
        assertThat(law.waits(DEVICE, Operation.CARD_TO_MERCHANT, CAME)).isEmpty();
        assertThat(law.waits(DEVICE, Operation.TOP_UP, CAME)).isEmpty();
    }

    @Test
    void itSeesWhatHappenedSinceItCame() {
        assertThat(law.sees(DEVICE, FREE)).isEqualTo(CAME);
        assertThat(none.sees(DEVICE, FREE)).isEqualTo(Instant.EPOCH);
    }
}
