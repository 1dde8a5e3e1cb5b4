package gateway.customers;

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
 * Settings under {@code gateway.customers}.
 *
 * @param merchantsRemembered how many merchants a node keeps in memory
 * @param merchantsRememberedFor how long; a closed merchant is still paid for so long
 */
@Validated
@ConfigurationProperties("gateway.customers")
record CustomerSettings(
        @Min(0) @Max(1_000_000) @DefaultValue("10000") int merchantsRemembered,

        @NotNull @DurationMin(millis = 0) @DurationMax(minutes = 5) @DefaultValue("10s")
        Duration merchantsRememberedFor) {}
