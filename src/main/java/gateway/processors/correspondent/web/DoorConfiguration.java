package gateway.processors.correspondent.web;

import gateway.platform.http.CertificateDoor;
import gateway.platform.http.CertificateDoors;
import gateway.processors.correspondent.links.Links;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Opens the door where there is a certificate of ours for it. Without one no correspondent over HTTPS would be heard,
 * and nobody would notice for a day; so that ends the start.
 */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    static final String PATH = "/correspondents/";

    DoorConfiguration(Links links, DoorSettings settings) {
        for (var link : links.all()) {
            if (settings.sslBundle().isEmpty() && link.settings().isOverHttps()) {
                throw new IllegalStateException(
                        link.name() + " would find no door: gateway.correspondents.door.ssl-bundle is missing");
            }
        }
    }

    /** Null where there is no certificate: which beans there are is decided before anybody could name one. */
    @Bean
    @Nullable
    CertificateDoor correspondentsDoor(
            ObjectProvider<CertificateDoors> doors, DoorSettings settings, ObjectProvider<ClientCertificates> known) {
        return settings.sslBundle().isEmpty()
                ? null
                : doors.getObject().door(settings.port(), settings.sslBundle(), PATH, known.getObject());
    }
}
