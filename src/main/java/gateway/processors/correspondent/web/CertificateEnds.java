package gateway.processors.correspondent.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Until when the certificates last that correspondents have shown to this node. A fingerprint does not say so: nothing
 * is known of one before it was shown. Who has shown two has the one that lasts longer to go on with.
 */
final class CertificateEnds {

    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Clock clock;

    CertificateEnds(Set<String> correspondents, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        correspondents.forEach(name -> Gauge.builder("oqim_correspondents_certificate_left_seconds", () -> left(name))
                .description("How long the certificate still lasts that a correspondent shows")
                .tag("correspondent", name)
                .register(meters));
    }

    void shown(String correspondent, X509Certificate certificate) {
        ends.merge(
                correspondent, certificate.getNotAfter().toInstant(), (known, end) -> end.isAfter(known) ? end : known);
    }

    private double left(String correspondent) {
        var end = ends.get(correspondent);
        return end == null ? Double.NaN : Duration.between(clock.instant(), end).toSeconds();
    }
}
