package gateway.audit.trail;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.audit.trail}.
 *
 * @param every how often a node looks whether the outbox has something new
 * @param slice how much of the outbox's time is read in one transaction
 * @param checkpointEvery after how long a checkpoint is due when something was added
 */
@Validated
@ConfigurationProperties("gateway.audit.trail")
record TrailSettings(
        @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
        Duration every,

        @NotNull @DurationMin(millis = 100) @DefaultValue("2s")
        Duration slice,

        @NotNull @DurationMin(millis = 10) @DefaultValue("10s")
        Duration checkpointEvery) {}
