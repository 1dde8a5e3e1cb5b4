package gateway.notifications;

import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.notifications.quiet}.
 *
 * @param from when quiet hours begin in Tashkent
 * @param until when they end; the same time twice means that there are none
 */
@Validated
@ConfigurationProperties("gateway.notifications.quiet")
record QuietSettings(
        @NotNull @DefaultValue("22:00") LocalTime from,
        @NotNull @DefaultValue("08:00") LocalTime until) {}
