package gateway.operators.wire;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.operators.wire}.
 *
 * @param deadline how long we may take for one call; past it the operator hears that we are not available, and asks
 *     again about the same transaction
 * @param atOnce how many calls of one operator a node works on at once
 * @param line how many more of its calls wait for that; further ones hear that we are not available
 * @param patience how long they wait
 * @param passwordOverlap how long the password before counts after a change, unless the new one is used first
 */
@Validated
@ConfigurationProperties("gateway.operators.wire")
record WireSettings(
        @NotNull @DurationMin(millis = 100) @DefaultValue("8s")
        Duration deadline,

        @Min(1) @Max(64) @DefaultValue("8") int atOnce,
        @Min(0) @Max(1024) @DefaultValue("64") int line,

        @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
        Duration patience,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("24h")
        Duration passwordOverlap) {}
