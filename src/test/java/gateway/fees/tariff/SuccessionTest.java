package gateway.fees.tariff;

import static gateway.fees.pack.FeeText.pack;
import static gateway.fees.pack.FeeText.plain;
import static gateway.fees.pack.FeeText.schedule;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.pack.FeeText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a pack may follow the one that is in force. */
class SuccessionTest {

    private static final Instant NOW = Instant.parse("2026-03-10T08:00:00Z");
    private static final FeePack RUNNING = one(schedule("transfers", 1, "2026-01-01", plain()));

    @Test
    void theSamePackMayFollow() {
        assertThat(Succession.faults(RUNNING, RUNNING, NOW)).isEmpty();
    }

    @Test
    void theNextVersionMayFollowAndTheRunningOneEnd() {
        var next = FeeText.read(pack(
                schedule("transfers", 1, "2026-01-01..2026-04-01", plain()),
                schedule("transfers", 2, "2026-04-01", plain().with("charge: {percent: '2'}"))));

        assertThat(Succession.faults(RUNNING, next, NOW)).isEmpty();
    }

    @Test
    void whatRunsIsNotDropped() {
        assertThat(faults(schedule("others", 1, "2026-04-01", plain())))
                .containsExactly("transfers v1 has begun and cannot be dropped");
    }

    @Test
    void whatRunsIsNotChanged() {
        assertThat(faults(schedule("transfers", 1, "2026-01-01", plain().with("charge: {percent: '2'}"))))
                .containsExactly("transfers v1 has begun and cannot be changed");
        assertThat(faults(schedule("transfers", 1, "2026-01-02", plain())))
                .containsExactly("transfers v1 has begun and cannot be changed");
    }

    @Test
    void whatRunsDoesNotEndInThePast() {
        assertThat(faults(schedule("transfers", 1, "2026-01-01..2026-03-10", plain())))
                .containsExactly("transfers v1 cannot end in the past, nor go on after its end");
        assertThat(faults(schedule("transfers", 1, "2026-01-01..2026-03-11", plain())))
                .isEmpty();
    }

    @Test
    void whatIsOverStaysOver() {
        var over = one(schedule("transfers", 1, "2026-01-01..2026-02-01", plain()));

        assertThat(Succession.faults(over, RUNNING, NOW))
                .containsExactly("transfers v1 cannot end in the past, nor go on after its end");
        assertThat(Succession.faults(over, over, NOW)).isEmpty();
    }

    @Test
    void nothingNewBeginsInThePast() {
        var more = FeeText.read(pack(
                schedule("transfers", 1, "2026-01-01", plain()),
                schedule("others", 1, "2026-03-10", plain().with("id: other"))));

        assertThat(Succession.faults(RUNNING, more, NOW))
                .containsExactly("others v1 is back-dated: it would begin in the past");
    }

    @Test
    void whatIsOnlyAnnouncedMayStillChange() {
        var announced = one(schedule("transfers", 1, "2026-04-01", plain()));

        assertThat(Succession.faults(
                        announced,
                        one(schedule("transfers", 1, "2026-05-01", plain().with("charge: {fixed: '2'}"))),
                        NOW))
                .isEmpty();
        assertThat(Succession.faults(announced, new FeePack("none", List.of()), NOW))
                .isEmpty();
        assertThat(Succession.faults(announced, RUNNING, NOW))
                .containsExactly("transfers v1 is back-dated: it would begin in the past");
    }

    private static List<String> faults(String next) {
        return Succession.faults(RUNNING, one(next), NOW);
    }

    private static FeePack one(String schedule) {
        return FeeText.read(pack(schedule));
    }
}
