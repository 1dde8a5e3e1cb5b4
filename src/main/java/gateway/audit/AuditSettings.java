package gateway.audit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.audit}.
 *
 * @param origin whose trail it is, as it stands in every checkpoint; an address of the bank's own, without a scheme
 * @param witnesses folders in which this node leaves checkpoints; at least one should be another host's
 * @param oldKeys keys that signed before the master key was changed, written {@code name+id+key}
 */
@Validated
@ConfigurationProperties("gateway.audit")
record AuditSettings(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._/:-]{1,100}") @DefaultValue("oqim.example/audit")
        String origin,

        @NotNull @DefaultValue List<Path> witnesses,
        @NotNull @DefaultValue List<String> oldKeys) {

    AuditSettings {
        witnesses = List.copyOf(witnesses);
        oldKeys = List.copyOf(oldKeys);
    }
}
