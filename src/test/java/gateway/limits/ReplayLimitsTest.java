package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.limits.ReplayLimits.Rule;
import gateway.rulebook.Operation;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayLimitsTest {

    private static final CustomerId CUSTOMER = new CustomerId(new UUID(1, 1));
    private static final Instant MORNING = Instant.parse("2026-11-26T05:00:00Z");
    private static final Optional<Rule> DAY = Optional.of(new Rule("day", 1));

    private int number;

    @Test
    void whatWasAllowedIsRefusedOnceTheSumIsTooLarge() {
        var replay = ReplayLimits.by(pack("amount", "{calendar: day}", "\"100.00\""), List.of());

        assertThat(replay.decide(use(60, MORNING), true)).isEmpty();
        assertThat(replay.decide(use(41, MORNING.plusSeconds(1)), true)).isEqualTo(DAY);
        assertThat(replay.decide(use(40, MORNING.plusSeconds(2)), true)).isEmpty();
        assertThat(replay.decide(use(100, MORNING.plus(Duration.ofDays(1))), true))
                .isEmpty();
    }

    @Test
    void aPackReachesBackAsFarAsItsLongestWindow() {
        assertThat(ReplayLimits.reachesBackTo(pack("amount", "{rolling: \"366d\"}", "\"100.00\""), MORNING))
                .isEqualTo(MORNING.minus(Duration.ofDays(366)));
        assertThat(ReplayLimits.reachesBackTo(pack("amount", "{calendar: year}", "\"100.00\""), MORNING))
                .isEqualTo(Instant.parse("2025-12-31T19:00:00Z"));
        assertThat(ReplayLimits.reachesBackTo(pack("count", "{lifetime: \"yes\"}", "1"), MORNING))
                .isEqualTo(Instant.EPOCH);
        assertThat(ReplayLimits.reachesBackTo("format: 1\npack: none\nlimits: []\n", MORNING))
                .isEqualTo(MORNING);
    }

    @Test
    void onlyMoneyThatMovedCounts() {
        var replay = ReplayLimits.by(pack("amount", "{calendar: day}", "\"100.00\""), List.of());

        replay.decide(use(100, MORNING), false);

        assertThat(replay.decide(use(100, MORNING.plusSeconds(1)), true)).isEmpty();
    }

    @Test
    void whoHadAMaximumOfTheirOwnHasItHereTooWhileItHeld() {
        var own = new PersonalMax(new UUID(8, 8), CUSTOMER, "day", 2, MORNING, MORNING.plusSeconds(60), null);
        var ended = new PersonalMax(
                new UUID(8, 9),
                CUSTOMER,
                "day",
                9,
                Instant.EPOCH,
                MORNING.plusSeconds(60),
                new PersonalMax.Ended(MORNING, new UUID(8, 8)));
        var replay = ReplayLimits.by(pack("count", "{lifetime: \"yes\"}", "1"), List.of(own, ended));

        assertThat(replay.decide(use(1, MORNING), true)).isEmpty();
        assertThat(replay.decide(use(1, MORNING.plusSeconds(1)), true)).isEmpty();
        assertThat(replay.decide(use(1, MORNING.plusSeconds(2)), true)).isEqualTo(DAY);
        assertThat(replay.decide(use(1, MORNING.plusSeconds(60)), true)).isEqualTo(DAY);
    }

    @Test
    void usesLeaveARollingWindowOneByOne() {
        var replay = ReplayLimits.by(pack("count", "{rolling: \"60m\"}", "2"), List.of());

        assertThat(replay.decide(use(1, MORNING), true)).isEmpty();
        assertThat(replay.decide(use(1, MORNING.plusSeconds(1800)), true)).isEmpty();
        assertThat(replay.decide(use(1, MORNING.plusSeconds(3599)), true)).isEqualTo(DAY);
        assertThat(replay.decide(use(1, MORNING.plusSeconds(3600)), true)).isEmpty();
        assertThat(replay.decide(use(1, MORNING.plusSeconds(3601)), true)).isEqualTo(DAY);
    }

    private Use use(long sum, Instant at) {
        return new Use(
                new UUID(2, number++),
                at,
                new Money(sum * 100, Asset.UZS),
                CUSTOMER,
                Operation.CARD_TO_CARD,
                null,
                "humo",
                new UUID(3, 3),
                null,
                Circumstances.UNKNOWN);
    }

    // It begins long after what is replayed.
    private static String pack(String measure, String window, String max) {
        return """
                format: 1
                pack: next
                limits:
                  - id: day
                    version: 1
                    decided: 2026-11-20
                    from: 2030-01-01
                    source: "test"
                    confidence: sample
                    text: {uz: "kun", ru: "день", en: "day"}
                    per: [customer]
                    measure: %s
                    window: %s
                    currency: UZS
                    max: %s
                """.formatted(measure, window, max);
    }
}
