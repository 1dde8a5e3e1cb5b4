package gateway.issuing.network;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.issuing.network}: where the network reaches us about our cards.
 *
 * @param host the address to listen on
 * @param port zero for any that is free; without one nobody listens
 * @param connections the most connections at the same time; one more is closed
 * @param inFlight how many messages of one connection are worked on at the same time; the next ones wait unread
 * @param deadline how long an answer may take; after that none is given, and the network undoes or repeats
 * @param idle how long a connection may be silent before it is closed
 */
@Validated
@ConfigurationProperties("gateway.issuing.network")
record NetworkSettings(
        @NotBlank @DefaultValue("127.0.0.1") String host,
        @Nullable @Min(0) @Max(65_535) Integer port,
        @Min(1) @Max(1_000) @DefaultValue("32") int connections,
        @Min(1) @Max(10_000) @DefaultValue("256") int inFlight,

        @NotNull @DurationMin(millis = 50) @DefaultValue("2s")
        Duration deadline,

        @NotNull @DurationMin(seconds = 5) @DefaultValue("5m")
        Duration idle) {}
