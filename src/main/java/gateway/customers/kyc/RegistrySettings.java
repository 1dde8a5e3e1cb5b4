package gateway.customers.kyc;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.customers.kyc}.
 *
 * @param registry where the registry of persons answers; without it every document waits for a member of the staff
 * @param token with which we are known to it
 * @param deadline how long it may take; past it the document waits and can be shown again
 * @param tiersRemembered how many customers' tiers a node keeps in memory
 * @param tiersRememberedFor how old a tier from memory may be
 */
@Validated
@ConfigurationProperties("gateway.customers.kyc")
record RegistrySettings(
        @Nullable URI registry,
        @NotNull @DefaultValue("") String token,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("3s")
        Duration deadline,

        @Min(0) @Max(10_000_000) @DefaultValue("100000") int tiersRemembered,

        @NotNull @DurationMin(millis = 0) @DurationMax(minutes = 5) @DefaultValue("10s")
        Duration tiersRememberedFor) {

    @Override
    public String toString() {
        return "RegistrySettings[registry=%s, token=***]".formatted(registry);
    }
}
