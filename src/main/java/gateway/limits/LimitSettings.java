package gateway.limits;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.limits}.
 *
 * @param pack the bank's limits; the default has none
 * @param keptFor how long is known which rules a payment was asked about
 */
@Validated
@ConfigurationProperties("gateway.limits")
record LimitSettings(
        @NotNull @DefaultValue("classpath:limits/none.yaml") Resource pack,

        @NotNull @DurationMin(days = 40) @DefaultValue("400d")
        Duration keptFor) {}
