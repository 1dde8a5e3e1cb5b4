package gateway.processors;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.processors.guard}; the same for every rail.
 *
 * @param minLimit how many requests a rail may always have in flight
 * @param initialLimit how many at the start, until its latency says otherwise
 * @param maxLimit how many at most, however fast it is
 * @param queueSize how many requests may wait for a slot
 * @param queueTime how long one may wait; after it nothing was sent
 * @param recoveryLimit how many enquiries and reversals may be in flight, apart from the requests
 * @param recoveryQueueSize how many of them may wait
 * @param recoveryQueueTime how long one of them may wait
 * @param deadline when the answer of a rail counts as unknown although the rail's own time-out has not said so
 * @param window how many of the last answers the breaker looks at
 * @param minimumCalls how many answers it wants before it judges
 * @param failurePercent at how many unknown or undelivered of a hundred it opens
 * @param openTime how long it stays open before it probes
 * @param probes how many requests may probe
 */
@Validated
@ConfigurationProperties("gateway.processors.guard")
record GuardSettings(
        @Min(1) @DefaultValue("64") int minLimit,
        @Min(1) @DefaultValue("128") int initialLimit,
        @Min(1) @DefaultValue("512") int maxLimit,
        @Min(0) @DefaultValue("1024") int queueSize,

        @NotNull @DurationMin(millis = 1) @DefaultValue("500ms")
        Duration queueTime,

        @Min(1) @DefaultValue("32") int recoveryLimit,
        @Min(0) @DefaultValue("1024") int recoveryQueueSize,

        @NotNull @DurationMin(millis = 1) @DefaultValue("5s")
        Duration recoveryQueueTime,

        @NotNull @DurationMin(millis = 100) @DefaultValue("30s")
        Duration deadline,

        @Min(1) @DefaultValue("100") int window,
        @Min(1) @DefaultValue("20") int minimumCalls,
        @Min(1) @Max(100) @DefaultValue("50") int failurePercent,

        @NotNull @DurationMin(millis = 1) @DefaultValue("5s")
        Duration openTime,

        @Min(1) @DefaultValue("10") int probes) {}
