package gateway.sessions.signin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.sessions.limits}.
 *
 * @param perCustomer how many sessions a customer may have; signing in once more ends the oldest
 * @param idle a session that was not refreshed for so long has ended
 * @param absolute a session ends so long after its sign-in, whatever happens
 * @param refreshGrace how long the token before the current one still gets the current one: for an answer that was lost
 * @param client the name of the customers' application in its tokens
 */
@Validated
@ConfigurationProperties("gateway.sessions.limits")
record SessionSettings(
        @Min(1) @Max(100) @DefaultValue("5") int perCustomer,

        @NotNull @DurationMin(minutes = 5) @DefaultValue("30d")
        Duration idle,

        @NotNull @DurationMin(minutes = 5) @DefaultValue("90d")
        Duration absolute,

        @NotNull @DurationMax(seconds = 60) @DefaultValue("10s")
        Duration refreshGrace,

        @NotBlank @DefaultValue("oqim-mobile") String client) {}
