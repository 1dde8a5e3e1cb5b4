package gateway.notifications.news;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.notifications.news}.
 *
 * @param every how often a node looks whether the outbox has something new
 * @param slice how much of the outbox's time is read in one transaction
 * @param keep how long it is known what a customer was told
 */
@Validated
@ConfigurationProperties("gateway.notifications.news")
record NewsSettings(
        @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
        Duration every,

        @NotNull @DurationMin(millis = 100) @DefaultValue("10s")
        Duration slice,

        @NotNull @DurationMin(days = 1) @DefaultValue("90d") Duration keep) {}
