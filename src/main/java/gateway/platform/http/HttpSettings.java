package gateway.platform.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.http}.
 *
 * @param plainPort where HTTP without TLS (h2c and HTTP/1.1) is served beside the TLS port, 0 for any free one; without
 *     it there is no second server
 * @param maxConnections how many connections one server keeps open; further ones wait in the kernel
 * @param maxStreams how many requests one HTTP/2 connection may have in flight
 * @param inProgress how many requests a node works on at once before it refuses more, at once and before it has read
 *     them; about a third of a second of work for two cores. Fewer while it is late
 * @param lateAfter how long what an event loop has to do may wait for its turn before the node is late
 * @param idleTimeout how long a connection may say nothing before it is closed
 * @param requestTimeout how long a client may take to send one request with its body, or over anything else that it has
 *     to do in one go: the TLS handshake, a frame, taking in the answer
 * @param drainPause how long we keep serving at shutdown after readiness went off, so that load balancers notice first
 */
@Validated
@ConfigurationProperties("gateway.http")
record HttpSettings(
        @Nullable @Min(0) @Max(65_535) Integer plainPort,
        @Min(16) @Max(1_000_000) @DefaultValue("10000") int maxConnections,
        @Min(1) @Max(4096) @DefaultValue("256") int maxStreams,
        @Min(1) @Max(100_000) @DefaultValue("512") int inProgress,

        @NotNull @DurationMin(millis = 1) @DefaultValue("200ms")
        Duration lateAfter,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("60s")
        Duration idleTimeout,

        @NotNull @DurationMin(millis = 100) @DefaultValue("5s")
        Duration requestTimeout,

        @NotNull @DurationMin(seconds = 0) @DurationMax(minutes = 1) @DefaultValue("0s")
        Duration drainPause) {}
