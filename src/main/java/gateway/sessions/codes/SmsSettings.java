package gateway.sessions.codes;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.sessions.sms}: the account with the SMS provider Eskiz.
 *
 * @param url of its API
 * @param email the account
 * @param password of the account; without it no SMS is sent and every sign-in is answered with 503
 * @param from the sender's short number
 * @param deadline how long sending may take, logging in included; past it the message may be sent or not
 */
@Validated
@ConfigurationProperties("gateway.sessions.sms")
record SmsSettings(
        @NotNull @DefaultValue("https://notify.eskiz.uz/api")
        URI url,

        @NotNull @DefaultValue("") String email,
        @NotNull @DefaultValue("") String password,
        @NotNull @DefaultValue("4546") String from,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("4s")
        Duration deadline) {

    @Override
    public String toString() {
        return "SmsSettings[url=%s, email=***, password=***, from=%s, deadline=%s]".formatted(url, from, deadline);
    }
}
