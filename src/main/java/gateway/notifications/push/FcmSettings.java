package gateway.notifications.push;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code gateway.notifications.fcm}: a service account of Google, as its key file names things.
 *
 * @param url of Firebase Cloud Messaging
 * @param tokenUrl where access tokens are given; also whom our assertion is for
 * @param project its {@code project_id}
 * @param clientEmail its {@code client_email}
 * @param keyId its {@code private_key_id}
 * @param privateKey its {@code private_key}, PEM with PKCS #8 inside; without it nothing is pushed
 * @param deadline how long one push may take, asking for an access token included
 */
@Validated
@ConfigurationProperties("gateway.notifications.fcm")
record FcmSettings(
        @NotNull @DefaultValue("https://fcm.googleapis.com") URI url,

        @NotNull @DefaultValue("https://oauth2.googleapis.com/token")
        URI tokenUrl,

        @NotNull @DefaultValue("") String project,
        @NotNull @DefaultValue("") String clientEmail,
        @NotNull @DefaultValue("") String keyId,
        @NotNull @DefaultValue("") String privateKey,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("10s")
        Duration deadline) {

    @Override
    public String toString() {
        return "FcmSettings[url=%s, tokenUrl=%s, project=%s, clientEmail=***, keyId=***, privateKey=***, deadline=%s]"
                .formatted(url, tokenUrl, project, deadline);
    }
}
