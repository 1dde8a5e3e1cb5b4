package gateway.sessions.codes;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.sessions.codes}: the policy for one-time codes.
 *
 * @param length characters in a code, digits and letters
 * @param validFor how long a code counts
 * @param misses how many wrong guesses lock the phone
 * @param lockFor how long it is locked then
 * @param sends how many codes a phone gets in one window
 * @param sendWindow the window
 */
@Validated
@ConfigurationProperties("gateway.sessions.codes")
record CodeSettings(
        @Min(6) @Max(12) @DefaultValue("6") int length,

        @NotNull @DurationMin(seconds = 10) @DurationMax(minutes = 10) @DefaultValue("59s")
        Duration validFor,

        @Min(1) @Max(5) @DefaultValue("3") int misses,

        @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) @DefaultValue("15m")
        Duration lockFor,

        @Min(1) @Max(100) @DefaultValue("5") int sends,

        @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) @DefaultValue("15m")
        Duration sendWindow) {}
