package gateway.packs;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.packs}.
 *
 * @param signers who may sign packs, each with an Ed25519 public key (SubjectPublicKeyInfo in Base64); without one no
 *     pack can be activated
 * @param lookEvery rest between two questions what was activated; with a longer one than half a second an activation
 *     would not reach every node within a second
 */
@Validated
@ConfigurationProperties("gateway.packs")
record PackSettings(
        @NotNull @DefaultValue Map<String, String> signers,

        @NotNull @DurationMin(millis = 50) @DurationMax(millis = 500) @DefaultValue("400ms")
        Duration lookEvery) {}
