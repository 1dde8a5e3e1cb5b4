package gateway.processors.correspondent.web;

import gateway.platform.http.CertificateDoor;
import gateway.platform.http.CertificateDoors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the door where there is a certificate of ours for it. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    static final String PATH = "/correspondents/";

    @Bean
    @ConditionalOnProperty("gateway.correspondents.door.ssl-bundle")
    CertificateDoor correspondentsDoor(CertificateDoors doors, DoorSettings settings, ClientCertificates known) {
        return doors.door(settings.port(), settings.sslBundle(), PATH, known);
    }
}
