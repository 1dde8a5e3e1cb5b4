package gateway.compliance.monitoring;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.rulebook.UnfitPack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may take the place of monitoring rules and of the worth of a base unit. */
class CompliancePacksTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO_COME = Instant.parse("2027-01-01T00:00:00Z");

    private final MonitoringPacks rules = new MonitoringPacks();
    private final UnitPacks units = new UnitPacks();

    private static MonitoringBook many(int counterparties) {
        return Moves.book(Moves.rule(
                "many",
                Duration.ofDays(1),
                new Suspicion.ManyToOne(gateway.compliance.Movement.Direction.IN, counterparties)));
    }

    @Test
    void aMonitoringRuleThatHasBegunStays() {
        assertThatCode(() -> rules.checkSuccession(many(5), many(5), NOW)).doesNotThrowAnyException();
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> rules.checkSuccession(many(5), many(6), NOW))
                .withMessageContaining("many version 1")
                .withMessageContaining("cannot be changed");
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> rules.checkSuccession(many(5), Moves.book(), NOW))
                .withMessageContaining("cannot be dropped");
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> rules.checkSuccession(Moves.book(), many(5), NOW))
                .withMessageContaining("begin in the past");
    }

    @Test
    void theWorthOfAUnitIsAddedToAndNeverRewritten() {
        var before = new BaseUnits(Map.of(BEGUN, 100L));

        assertThatCode(() -> units.checkSuccession(before, new BaseUnits(Map.of(BEGUN, 100L, TO_COME, 120L)), NOW))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> units.checkSuccession(before, new BaseUnits(Map.of(BEGUN, 101L)), NOW))
                .withMessageContaining("cannot be changed");
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> units.checkSuccession(before, new BaseUnits(Map.of(TO_COME, 120L)), NOW))
                .withMessageContaining("cannot be changed or dropped");
        assertThatExceptionOfType(UnfitPack.class)
                .isThrownBy(() -> units.checkSuccession(
                        before, new BaseUnits(Map.of(BEGUN, 100L, NOW.minusSeconds(1), 120L)), NOW))
                .withMessageContaining("begin in the past");
    }
}
