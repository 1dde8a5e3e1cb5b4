package gateway.reconciliation;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.reconciliation}.
 *
 * @param pack the counterparties and how their files are written
 * @param every how often a node looks for what is to be compared, posted or counted
 * @param lease for how long a node has a comparison; then another may take it up
 */
@Validated
@ConfigurationProperties("gateway.reconciliation")
record ReconciliationSettings(
        @NotNull @DefaultValue("classpath:reconciliation/none.yaml")
        Resource pack,

        @NotNull @DurationMin(millis = 100) @DefaultValue("5s")
        Duration every,

        @NotNull @DurationMin(seconds = 10) @DefaultValue("15m")
        Duration lease) {}
