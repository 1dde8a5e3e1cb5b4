package gateway.limits;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.limits}.
 *
 * @param pack where the rules are, as a Spring resource; the one that is shipped has none
 * @param keptFor how long is known which rules a payment was asked about
 */
@Validated
@ConfigurationProperties("gateway.limits")
record LimitSettings(
        @NotBlank @DefaultValue("classpath:/limits/none.yaml")
        String pack,

        @NotNull @DurationMin(days = 40) @DefaultValue("400d")
        Duration keptFor) {}
