package gateway.sessions.revocations;

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
 * Settings under {@code gateway.sessions.revocations}.
 *
 * @param poll how often a node asks the database for news: the floor under the stream
 * @param freshForMoney how old a node's view may be for anything that moves money or changes access
 * @param freshForReads how old it may be for reading one's own data
 * @param askTogether how many requests may ask the database at once when the view is too old; more are refused
 * @param deadline how long such a question may take before the answer is "cannot be checked"
 * @param remembered how many revocations a node keeps; past it the view counts as too old
 */
@Validated
@ConfigurationProperties("gateway.sessions.revocations")
public record RevocationSettings(
        @NotNull @DurationMin(millis = 50) @DurationMax(seconds = 1) @DefaultValue("500ms")
        Duration poll,

        @NotNull @DurationMin(seconds = 1) @DurationMax(seconds = 10) @DefaultValue("5s")
        Duration freshForMoney,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 2) @DefaultValue("60s")
        Duration freshForReads,

        @Min(1) @Max(100) @DefaultValue("8") int askTogether,

        @NotNull @DurationMin(millis = 50) @DurationMax(seconds = 5) @DefaultValue("1s")
        Duration deadline,

        @Min(1000) @Max(10_000_000) @DefaultValue("500000") int remembered) {}
