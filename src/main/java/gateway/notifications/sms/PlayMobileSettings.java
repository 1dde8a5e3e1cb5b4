package gateway.notifications.sms;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.notifications.sms.playmobile}.
 *
 * @param url of its API
 * @param username the account
 * @param password of the account; without it nothing is sent through PlayMobile
 * @param originator the sender's short number
 */
@Validated
@ConfigurationProperties("gateway.notifications.sms.playmobile")
record PlayMobileSettings(
        @NotNull @DefaultValue("https://send.smsxabar.uz") URI url,

        @NotNull @DefaultValue("") String username,
        @NotNull @DefaultValue("") String password,
        @NotNull @DefaultValue("3700") String originator) {

    @Override
    public String toString() {
        return "PlayMobileSettings[url=%s, username=***, password=***, originator=%s]".formatted(url, originator);
    }
}
