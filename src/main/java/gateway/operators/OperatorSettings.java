package gateway.operators;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.operators}; each operator has its own below.
 *
 * @param expiryPause how long the search for transactions whose time is over rests
 * @param expiryLimit how many of them one search ends
 * @param onwardPause how long the search for money that came for cards rests
 * @param onwardLimit how much of it one search takes up
 * @param onwardLease how long a node keeps what it took up to itself, and it rests until somebody looks again
 * @param onwardWithin how long a card's rail may be out of reach until the money stays in the wallet
 */
@Validated
@ConfigurationProperties("gateway.operators")
record OperatorSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("20s")
        Duration expiryPause,

        @Min(1) @Max(10_000) @DefaultValue("500") int expiryLimit,

        @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
        Duration onwardPause,

        @Min(1) @Max(1_000) @DefaultValue("64") int onwardLimit,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("15s")
        Duration onwardLease,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("1h")
        Duration onwardWithin) {}
