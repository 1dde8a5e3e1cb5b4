package gateway.processors.uzcard;

import gateway.processors.HttpTerms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.processors.uzcard}. The defaults reach the sandbox on the same machine.
 *
 * @param url where SVGate listens, http or https
 * @param username of the Basic authentication
 * @param password of the Basic authentication; never printed
 * @param merchantId our EPOS: merchant, at most 16 digits
 * @param terminalId our EPOS: terminal, 8 digits
 * @param port of the EPOS; only the older methods (hold charge) want it
 * @param senderName how the recipient of a credit sees who sent it
 * @param timeout how long one call may take from start to answer; after it the outcome is unknown
 * @param doubtWindow how long {@code trans.ext} must keep answering that it knows nothing before a reversal believes
 *     it: the message may still be on its way
 * @param http how connections are held
 */
@Validated
@ConfigurationProperties("gateway.processors.uzcard")
record UzcardSettings(
        @NotNull @DefaultValue("http://127.0.0.1:8091/") URI url,
        @NotBlank @DefaultValue("oqim") String username,
        @NotBlank @DefaultValue("sandbox") String password,

        @Pattern(regexp = "[0-9]{1,16}") @DefaultValue("90050017182")
        String merchantId,

        @Pattern(regexp = "[0-9]{8}") @DefaultValue("91419475")
        String terminalId,

        @Min(1) @Max(65_535) @DefaultValue("8080") int port,
        @NotBlank @Size(max = 80) @DefaultValue("Oqim") String senderName,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("5s")
        Duration timeout,

        @NotNull @DurationMin(millis = 0) @DefaultValue("8s")
        Duration doubtWindow,

        @NotNull @Valid @DefaultValue HttpTerms http) {

    @Override
    public String toString() {
        return "UzcardSettings[" + url + ", " + username + ", " + merchantId + "/" + terminalId + "]";
    }
}
