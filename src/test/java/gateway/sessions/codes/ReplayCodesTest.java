package gateway.sessions.codes;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.sessions.codes.ReplayCodes.Again;
import gateway.sessions.codes.ReplayCodes.Sent;
import gateway.sessions.policy.CodePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Codes of the past by another policy. */
class ReplayCodesTest {

    private static final Instant FROM = Instant.parse("2026-11-26T10:00:00Z");

    private static CodePolicy policy(Duration validFor, int sends, Duration resendAfter) {
        return new CodePolicy(6, validFor, 3, Duration.ofMinutes(15), sends, Duration.ofMinutes(15), resendAfter);
    }

    private static Sent sent(int second, @Nullable Integer usedAfter) {
        var at = FROM.plusSeconds(second);
        return new Sent(new UUID(1, second), "998901234567", at, usedAfter == null ? null : at.plusSeconds(usedAfter));
    }

    private static List<String> changes(CodePolicy policy, Sent... all) {
        var again = new Again(policy, FROM);
        List.of(all).forEach(again::take);
        return again.report().changes().stream()
                .map(change -> change.challenge().getLeastSignificantBits() + " " + change.now())
                .toList();
    }

    @Test
    void aCodeThatWasUsedAfterItsTimeWouldHaveExpired() {
        var policy = policy(Duration.ofSeconds(30), 5, Duration.ZERO);

        assertThat(changes(policy, sent(1, 29), sent(2, 30), sent(3, 45), sent(4, null)))
                .containsExactly("2 used after 30s -> expired", "3 used after 45s -> expired");
    }

    @Test
    void codesBeyondTheWindowsNumberWouldNotHaveBeenSent() {
        var policy = policy(Duration.ofMinutes(1), 2, Duration.ZERO);

        assertThat(changes(policy, sent(0, null), sent(10, null), sent(20, null), sent(899, null), sent(900, null)))
                .containsExactly("20 sent -> refused: too many codes", "899 sent -> refused: too many codes");
    }

    @Test
    void norThoseTooSoonAfterTheLast() {
        var policy = policy(Duration.ofMinutes(1), 5, Duration.ofSeconds(30));

        assertThat(changes(policy, sent(0, null), sent(29, null), sent(30, null)))
                .containsExactly("29 sent -> refused: too soon after the last");
    }

    @Test
    void whatWasBeforeOnlyFillsTheWindow() {
        var again = new Again(policy(Duration.ofMinutes(1), 2, Duration.ZERO), FROM);
        List.of(sent(-20, null), sent(-10, null), sent(10, null)).forEach(again::take);

        assertThat(again.report().looked()).isEqualTo(1);
        assertThat(again.report().changes()).hasSize(1);
    }
}
