package gateway.notifications.sms;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.notifications.sms.eskiz}.
 *
 * @param url of its API
 * @param email the account
 * @param password of the account; without it nothing is sent through Eskiz
 * @param from the sender's short number
 * @param reports our own public address, to which Eskiz reports what became of a message; without it we ask
 */
@Validated
@ConfigurationProperties("gateway.notifications.sms.eskiz")
record EskizSettings(
        @NotNull @DefaultValue("https://notify.eskiz.uz/api")
        URI url,

        @NotNull @DefaultValue("") String email,
        @NotNull @DefaultValue("") String password,
        @NotNull @DefaultValue("4546") String from,
        @Nullable URI reports) {

    @Override
    public String toString() {
        return "EskizSettings[url=%s, email=***, password=***, from=%s, reports=%s]".formatted(url, from, reports);
    }
}
