package gateway.webhooks.partners;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.webhooks.partners}.
 *
 * @param overlap for how long the old secret or key is good beside the new one
 * @param mostEndpoints how many endpoints a partner may have
 */
@Validated
@ConfigurationProperties("gateway.webhooks.partners")
record PartnerSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("24h")
        Duration overlap,

        @Min(1) @Max(1_000) @DefaultValue("10") int mostEndpoints) {}
