package gateway.operators.wire;

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
 */
@Validated
@ConfigurationProperties("gateway.operators.wire")
record WireSettings(
        @NotNull @DurationMin(millis = 100) @DefaultValue("8s")
        Duration deadline) {}
