package gateway.processors.uzcard;

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
import org.springframework.util.unit.DataSize;
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
 * @param connectTimeout how long a new connection may take; after it nothing was sent
 * @param acquireTimeout how long a call may wait for a connection; after it nothing was sent
 * @param userTimeout how long written bytes may stay unacknowledged before the connection is given up
 *     (TCP_USER_TIMEOUT)
 * @param maxConnections how many calls may be on the wire at once
 * @param maxWaiting how many calls may wait for a connection
 * @param maxIdle how long an unused connection is kept
 * @param maxAnswerSize a longer answer is not read
 * @param doubtWindow how long {@code trans.ext} must keep answering that it knows nothing before a reversal believes
 *     it: the message may still be on its way
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

        @NotNull @DurationMin(millis = 10) @DefaultValue("1s")
        Duration connectTimeout,

        @NotNull @DurationMin(millis = 1) @DefaultValue("500ms")
        Duration acquireTimeout,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("5s")
        Duration userTimeout,

        @Min(1) @DefaultValue("256") int maxConnections,
        @Min(0) @DefaultValue("1024") int maxWaiting,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30s")
        Duration maxIdle,

        @NotNull @DefaultValue("64KB") DataSize maxAnswerSize,

        @NotNull @DurationMin(millis = 0) @DefaultValue("8s")
        Duration doubtWindow) {

    @Override
    public String toString() {
        return "UzcardSettings[" + url + ", " + username + ", " + merchantId + "/" + terminalId + "]";
    }
}
