package gateway.notifications.sms;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.notifications.sms}.
 *
 * @param order who is asked first while everybody is well
 * @param deadline how long one provider may take to accept, logging in included
 * @param nextAfter for how long a one-time code waits for one provider before the next is asked beside it
 * @param codeDeadline how long a one-time code may take in all; past it nobody has it, or it is on its way and of no
 *     use
 * @param window of so many last answers a provider's health is judged
 * @param failurePercent from this share of failures on it is left alone
 * @param openTime for how long, before it is tried again
 * @param atOnce how many messages may be on their way to one provider
 */
@Validated
@ConfigurationProperties("gateway.notifications.sms")
record SmsSettings(
        @NotEmpty @DefaultValue({"eskiz", "playmobile"}) List<String> order,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("8s")
        Duration deadline,

        @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 20) @DefaultValue("3s")
        Duration nextAfter,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("12s")
        Duration codeDeadline,

        @Min(2) @Max(1_000) @DefaultValue("20") int window,
        @Min(1) @Max(100) @DefaultValue("50") int failurePercent,

        @NotNull @DurationMin(millis = 10) @DefaultValue("15s")
        Duration openTime,

        @Min(1) @Max(1_000) @DefaultValue("64") int atOnce) {

    SmsSettings {
        order = List.copyOf(order);
    }
}
