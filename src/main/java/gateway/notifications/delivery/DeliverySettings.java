package gateway.notifications.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.notifications.delivery}.
 *
 * @param pause how long a node rests between two looks for what is due
 * @param atOnce how many messages of one channel a node has on their way
 * @param lease after so long another node takes up what one has taken; longer than any message can be on its way
 * @param retryFrom the pause after the first failure; it doubles with each further one
 * @param retryAtMost the longest pause
 * @param askAfter how long after it was taken a provider that can be asked is asked what became of a message
 * @param askEvery how often a node looks for what to ask about
 */
@Validated
@ConfigurationProperties("gateway.notifications.delivery")
record DeliverySettings(
        @NotNull @DurationMin(millis = 10) @DefaultValue("250ms")
        Duration pause,

        @Min(1) @Max(1_000) @DefaultValue("32") int atOnce,

        @NotNull @DurationMin(millis = 100) @DefaultValue("1m")
        Duration lease,

        @NotNull @DurationMin(millis = 10) @DefaultValue("5s")
        Duration retryFrom,

        @NotNull @DurationMin(millis = 10) @DefaultValue("5m")
        Duration retryAtMost,

        @NotNull @DurationMin(millis = 10) @DefaultValue("1m")
        Duration askAfter,

        @NotNull @DurationMin(millis = 10) @DefaultValue("20s")
        Duration askEvery) {

    RetryPauses pauses() {
        return new RetryPauses(retryFrom, retryAtMost);
    }
}
