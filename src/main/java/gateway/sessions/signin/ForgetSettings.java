package gateway.sessions.signin;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.sessions.forget}: how long is kept what no decision needs any more.
 *
 * @param codes a code that expired, for whoever looks into a complaint
 * @param ended a session that ended, and a revocation after everything it could touch
 * @param phones how often a phone was written to and guessed at, after the last code was sent; longer than any lock and
 *     any window, so that waiting here never gives a guesser more tries than the lock does
 * @param devices a device that nobody signed in with and that has no session left
 */
@Validated
@ConfigurationProperties("gateway.sessions.forget")
record ForgetSettings(
        @NotNull @DurationMin(hours = 1) @DefaultValue("1d") Duration codes,

        @NotNull @DurationMin(days = 1) @DefaultValue("30d") Duration ended,

        @NotNull @DurationMin(days = 3) @DefaultValue("90d") Duration phones,

        @NotNull @DurationMin(days = 1) @DefaultValue("365d")
        Duration devices) {}
