package gateway.webhooks.events;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.webhooks.events}.
 *
 * @param every how often a node looks whether there is something new in the outbox
 * @param slice how much of the outbox's time is read in one transaction
 * @param keep how long partners can ask for an event, and the staff for its deliveries
 * @param keepAttempts how long it is known what a partner said to each attempt
 */
@Validated
@ConfigurationProperties("gateway.webhooks.events")
record EventSettings(
        @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
        Duration every,

        @NotNull @DurationMin(millis = 100) @DefaultValue("10s")
        Duration slice,

        @NotNull @DurationMin(days = 7) @DefaultValue("90d") Duration keep,

        @NotNull @DurationMin(days = 1) @DefaultValue("30d") Duration keepAttempts) {}
