package gateway.issuing.hsm;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.issuing.hsm}.
 *
 * @param zonePinKey the double-length key under which the network encrypts PINs for us, 32 hex digits; without it no
 *     PIN of a terminal can be read
 */
@Validated
@ConfigurationProperties("gateway.issuing.hsm")
record HsmSettings(
        @Nullable @Pattern(regexp = "[0-9A-Fa-f]{32}") String zonePinKey) {

    @Override
    public String toString() {
        return "HsmSettings[]";
    }
}
