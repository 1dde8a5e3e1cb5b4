package gateway.processors.uzum;

import gateway.processors.HttpTerms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.processors.uzum}. The defaults reach the sandbox on the same machine.
 *
 * @param url where Fast Pay listens, http or https
 * @param serviceId our service at Uzum
 * @param userId the user of the service, in the {@code Authorization} header
 * @param secret what it is digested with; never printed
 * @param cashbox our cash register, as it stands on the customer's receipt
 * @param absenceIsProof whether Uzum has confirmed that an operation of ours that it does not find was never made.
 *     While it has not, such a payment waits for a person
 * @param timeout how long one question may take from start to answer; after it the outcome is unknown. Shorter than a
 *     payment's lease
 * @param http how connections are held
 */
@Validated
@ConfigurationProperties("gateway.processors.uzum")
record UzumSettings(
        @NotNull @DefaultValue("http://127.0.0.1:8106/") URI url,
        @Min(1) @DefaultValue("1") long serviceId,
        @Min(1) @DefaultValue("77") long userId,
        @NotBlank @DefaultValue("sandbox") String secret,

        @Pattern(regexp = "[0-9A-Za-z#_-]{1,32}") @DefaultValue("Oqim")
        String cashbox,

        @DefaultValue("false") boolean absenceIsProof,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 14) @DefaultValue("8s")
        Duration timeout,

        @NotNull @Valid @DefaultValue HttpTerms http) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "UzumSettings[" + url + ", " + serviceId + ", " + userId + "]";
    }
}
