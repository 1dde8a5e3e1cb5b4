package gateway.operators;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.operators}; each operator has its own below.
 *
 * @param expiryPause how long the search for transactions whose time is over rests
 * @param expiryLimit how many of them one search ends
 */
@Validated
@ConfigurationProperties("gateway.operators")
record OperatorSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("20s")
        Duration expiryPause,

        @Min(1) @Max(10_000) @DefaultValue("500") int expiryLimit) {}
