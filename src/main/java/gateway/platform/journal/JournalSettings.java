package gateway.platform.journal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.journal}.
 *
 * @param writers how many connections write batches side by side; an entry's shard chooses its writer. Few: twice the
 *     writers means batches of half the size, and each batch has its own fixed cost
 * @param batchLimit the most entries one transaction carries
 * @param longestPause the longest that a writer gathers more entries after a large batch; zero begins the next at once
 * @param maxWait how long a new entry may wait before new ones are refused as overload
 * @param maxNew the most new entries that wait per writer, whatever their age
 * @param maxCompletions the most completions that wait per writer; reached only when something is badly wrong
 * @param outageWait how long a completion waits for a database that is gone, and an unanswered commit for certainty
 * @param connectTimeout how long one attempt to connect may take
 * @param batchTimeout how long a batch may take up to its commit before its connection counts as lost; the server gives
 *     up a writer that it hears nothing of after half of it
 * @param commitTimeout how long the commit may take before its outcome counts as unknown, and one question about it
 * @param attempts how often a batch that lost a race is run again before it is split
 * @param keepKeys how long idempotency keys and their answers are kept
 * @param keepMarkers how long the marker of a batch is kept; a commit that got no answer is settled within seconds
 */
@Validated
@ConfigurationProperties("gateway.journal")
record JournalSettings(
        @Min(1) @Max(16) @DefaultValue("1") int writers,
        @Min(1) @Max(8192) @DefaultValue("512") int batchLimit,

        @NotNull @DurationMin(nanos = 0) @DefaultValue("8ms")
        Duration longestPause,

        @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
        Duration maxWait,

        @Min(1) @DefaultValue("16384") int maxNew,
        @Min(1) @DefaultValue("262144") int maxCompletions,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30s")
        Duration outageWait,

        @NotNull @DurationMin(millis = 100) @DefaultValue("3s")
        Duration connectTimeout,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("5s")
        Duration batchTimeout,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("5s")
        Duration commitTimeout,

        @Min(1) @Max(100) @DefaultValue("8") int attempts,

        @NotNull @DurationMin(days = 31) @DefaultValue("32d")
        Duration keepKeys,

        @NotNull @DurationMin(minutes = 10) @DefaultValue("1h")
        Duration keepMarkers) {}
