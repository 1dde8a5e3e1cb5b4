package gateway.processors.correspondent.links;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.correspondent.LinkStates.LinkState;
import gateway.processors.correspondent.links.LinkRules.Heard;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A link is down or silent by what was stored of its messages, and a minute counts from its last second. */
class LinkRulesTest {

    private static final Instant NOW = Instant.parse("2026-05-21T10:00:00Z");

    /** Seconds ago; empty for never. */
    @ParameterizedTest
    @CsvSource({
        ",,,UP",
        ",5,,UP",
        "59,,,UP",
        "60,,,DOWN",
        "61,59,,UP",
        "61,60,,DOWN",
        "7200,30,,UP",
        "7200,7200,,DOWN",
        ",5,3599,UP",
        ",5,3600,SILENT",
        ",4000,3600,SILENT",
        "60,60,3600,DOWN"
    })
    void isJudgedByItsMessages(
            @Nullable Long unsent, @Nullable Long taken, @Nullable Long unanswered, LinkState state) {
        var heard = new Heard(ago(unsent), ago(taken), ago(unanswered));

        assertThat(LinkRules.of(heard, Duration.ofMinutes(1), Duration.ofHours(1), NOW))
                .isEqualTo(state);
    }

    private static @Nullable Instant ago(@Nullable Long seconds) {
        return seconds == null ? null : NOW.minusSeconds(seconds);
    }
}
