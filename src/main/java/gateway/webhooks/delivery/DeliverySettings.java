package gateway.webhooks.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.webhooks.delivery}.
 *
 * @param pause how long a node rests between two looks for what is due while there is nothing to do
 * @param timeout how long a partner may take to answer; its body gets no more than a second of it
 * @param connectTimeout how long the connection, with TLS, may take
 * @param retries the pauses after each failure; after the last one a delivery is given up
 * @param jitterPercent by how much a pause is longer or shorter, so that partners are not met by waves
 * @param atOnce how many deliveries a node has on their way in all
 * @param perEndpoint how many of them go to one endpoint that answers well; others begin with few and lose with
 *     failures
 * @param breakAfter after as many failures in a row an endpoint is left alone for a while
 * @param breakFor for how long, at first; it doubles while nothing changes
 * @param breakAtMost the longest
 */
@Validated
@ConfigurationProperties("gateway.webhooks.delivery")
record DeliverySettings(
        @NotNull @DurationMin(millis = 10) @DefaultValue("250ms")
        Duration pause,

        @NotNull @DurationMin(millis = 100) @DefaultValue("15s")
        Duration timeout,

        @NotNull @DurationMin(millis = 100) @DefaultValue("3s")
        Duration connectTimeout,

        @NotEmpty @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> retries,

        @Min(0) @Max(50) @DefaultValue("20") int jitterPercent,
        @Min(1) @Max(10_000) @DefaultValue("1024") int atOnce,
        @Min(1) @Max(1_000) @DefaultValue("64") int perEndpoint,
        @Min(2) @Max(1_000) @DefaultValue("20") int breakAfter,

        @NotNull @DurationMin(millis = 1) @DefaultValue("30s")
        Duration breakFor,

        @NotNull @DurationMin(millis = 1) @DefaultValue("5m")
        Duration breakAtMost) {

    DeliverySettings {
        retries = List.copyOf(retries);
    }

    DeliverySchedule schedule() {
        return new DeliverySchedule(retries, jitterPercent);
    }

    /** For longer than any delivery can be on its way; then another node may take it up. */
    Duration lease() {
        return timeout.plus(connectTimeout).multipliedBy(2);
    }
}
