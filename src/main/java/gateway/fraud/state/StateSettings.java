package gateway.fraud.state;

import gateway.platform.crypto.MessageSeal;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
 * Settings under {@code gateway.fraud.state}.
 *
 * @param url where the state antifraud listens, http (HTTP/2 without TLS) or https; without one nobody is asked
 * @param sslBundle the bundle of keys and trust for https; without one we show no certificate and trust whom the JDK
 *     does
 * @param participant who we are to them
 * @param secret signs what we say and proves what they say, at least 16 characters; never printed. Without one their
 *     orders are refused.
 * @param deadline how long a payment waits for their answer
 * @param reportDeadline how long a report may take
 * @param atOnce how many checks may be on their way; more are not asked
 * @param window how many of the last answers the breaker looks at
 * @param failurePercent at how many without an answer of a hundred it opens
 * @param openTime how long it stays open before it probes
 */
@Validated
@ConfigurationProperties("gateway.fraud.state")
record StateSettings(
        @Nullable URI url,
        @DefaultValue("") String sslBundle,
        @DefaultValue("oqim") String participant,
        @DefaultValue("") String secret,

        @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 2) @DefaultValue("150ms")
        Duration deadline,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("5s")
        Duration reportDeadline,

        @Min(1) @Max(10_000) @DefaultValue("256") int atOnce,
        @Min(1) @DefaultValue("50") int window,
        @Min(1) @Max(100) @DefaultValue("50") int failurePercent,

        @NotNull @DurationMin(millis = 1) @DefaultValue("5s")
        Duration openTime) {

    @AssertTrue(message = "needs a secret of at least 16 characters to talk to the state antifraud")
    boolean isSecretFit() {
        return (url == null && secret.isEmpty()) || secret.length() >= MessageSeal.SHORTEST_SECRET;
    }

    @Override
    public String toString() {
        return "StateSettings[" + url + ", " + participant + "]";
    }
}
