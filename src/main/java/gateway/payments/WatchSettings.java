package gateway.payments;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.payments.watch}.
 *
 * @param perCustomer how many progress streams one customer may have open on a node
 * @param inTotal how many a node serves at once; each looks at the database every {@code lookEvery}
 * @param lookEvery how often a stream looks at the database: what moves a payment on this node tells its streams at
 *     once, what another node does shows in the next look
 * @param heartbeat how long a stream says nothing before it says that it is still there; shorter than the server's and
 *     the proxies' idle time-outs
 * @param deadline how long a stream lasts; a client that wants more opens another one
 */
@Validated
@ConfigurationProperties("gateway.payments.watch")
record WatchSettings(
        @Min(1) @Max(1000) @DefaultValue("8") int perCustomer,
        @Min(1) @Max(100_000) @DefaultValue("2000") int inTotal,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("1500ms")
        Duration lookEvery,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 5) @DefaultValue("15s")
        Duration heartbeat,

        @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1) @DefaultValue("5m")
        Duration deadline) {}
