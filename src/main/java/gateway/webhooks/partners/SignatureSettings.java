package gateway.webhooks.partners;

import gateway.platform.signatures.ReadSignature;
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
 * Settings under {@code gateway.webhooks.signatures}.
 *
 * @param longest how long a partner's signature may be good
 * @param clocksDiffer how far ahead of ours a partner's clock may be
 * @param origin scheme and authority at which partners call us, where something stands in front that changes them; as
 *     the request says when it is left out
 */
@Validated
@ConfigurationProperties("gateway.webhooks.signatures")
record SignatureSettings(
        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("5m")
        Duration longest,

        @NotNull @DurationMin(millis = 0) @DurationMax(minutes = 5) @DefaultValue("30s")
        Duration clocksDiffer,

        @Nullable URI origin) {

    ReadSignature reader() {
        return new ReadSignature(longest, clocksDiffer);
    }

    /** From the moment at which it is first accepted. */
    Duration acceptable() {
        return longest.plus(clocksDiffer).plusSeconds(1);
    }
}
