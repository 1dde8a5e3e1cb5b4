package gateway.ledger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.ledger}.
 *
 * @param expiryPause how long the search for holds whose time is over rests between two rounds
 * @param expiryLimit the most holds one round ends
 * @param watchEvery how long a node rests between two comparisons of debits with credits, each of which reads every
 *     account
 */
@Validated
@ConfigurationProperties("gateway.ledger")
record LedgerSettings(
        @NotNull @DurationMin(millis = 50) @DefaultValue("1s")
        Duration expiryPause,

        @Min(1) @Max(10_000) @DefaultValue("500") int expiryLimit,

        @NotNull @DurationMin(seconds = 10) @DefaultValue("1m")
        Duration watchEvery) {}
