package gateway.processors.click;

import gateway.processors.HttpTerms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.processors.click}. The defaults reach the sandbox on the same machine.
 *
 * @param url where the Merchant API listens, http or https
 * @param serviceId our service at Click
 * @param userId who we are in the {@code Auth} header
 * @param secret what it is digested with; never printed
 * @param timeout how long one question may take from start to answer; after it the outcome is unknown. Shorter than a
 *     payment's lease
 * @param http how connections are held
 */
@Validated
@ConfigurationProperties("gateway.processors.click")
record ClickSettings(
        @NotNull @DefaultValue("http://127.0.0.1:8105/v2/merchant/")
        URI url,

        @Min(1) @DefaultValue("1001") long serviceId,
        @Min(1) @DefaultValue("3003") long userId,
        @NotBlank @DefaultValue("sandbox") String secret,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 14) @DefaultValue("8s")
        Duration timeout,

        @NotNull @Valid @DefaultValue HttpTerms http) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "ClickSettings[" + url + ", " + serviceId + ", " + userId + "]";
    }
}
