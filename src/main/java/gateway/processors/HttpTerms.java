package gateway.processors;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How we hold connections to an operator; part of each one's settings, under {@code http}.
 *
 * @param connectTimeout how long a new connection may take; after it nothing was sent
 * @param acquireTimeout how long a call may wait for a connection; after it nothing was sent
 * @param userTimeout how long written bytes may stay unacknowledged before the connection is given up
 *     (TCP_USER_TIMEOUT)
 * @param maxConnections how many calls may be on the wire at once
 * @param maxWaiting how many calls may wait for a connection
 * @param maxIdle how long an unused connection is kept
 * @param maxAnswerSize a longer answer is not read
 */
public record HttpTerms(
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

        @NotNull @DefaultValue("64KB") DataSize maxAnswerSize) {

    /** Those of the defaults, for whoever has no settings. */
    public static HttpTerms usual() {
        return new HttpTerms(
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                256,
                1024,
                Duration.ofSeconds(30),
                DataSize.ofKilobytes(64));
    }
}
