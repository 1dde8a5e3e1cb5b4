package gateway.fraud.velocity;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.fraud.attempts}.
 *
 * @param keptFor how long attempts are kept for back-tests
 */
@Validated
@ConfigurationProperties("gateway.fraud.attempts")
record AttemptSettings(
        @NotNull @DurationMin(days = 2) @DurationMax(days = 400) @DefaultValue("90d")
        Duration keptFor) {}
