package gateway.processors.correspondent.web;

import static gateway.processors.correspondent.CorrespondentProblem.CORRESPONDENT_CERTIFICATE_MISSING;
import static gateway.processors.correspondent.CorrespondentProblem.CORRESPONDENT_CERTIFICATE_REFUSED;

import gateway.platform.http.CertificateDoor;
import gateway.processors.correspondent.links.Fingerprint;
import gateway.processors.correspondent.links.Link;
import gateway.processors.correspondent.links.Links;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.stereotype.Component;

/**
 * The certificates of correspondents. Each is known by itself, whoever signed it, and speaks for one correspondent; one
 * that changes its own has two of them for a while.
 */
@Component
class ClientCertificates implements CertificateDoor.Guard {

    private static final Logger LOG = LoggerFactory.getLogger(ClientCertificates.class);
    private static final String NONE = "none";
    private static final String ELSEWHERE = "elsewhere";
    private static final String UNKNOWN = "unknown";
    private static final String EXPIRED = "expired";
    private static final String FOREIGN = "foreign";

    private final Map<Fingerprint, String> owners = new HashMap<>();
    private final CertificateEnds ends;
    private final MeterRegistry meters;
    private final Clock clock;

    ClientCertificates(Links links, MeterRegistry meters, Clock clock) {
        links.all()
                .forEach(link ->
                        link.settings().fingerprints().forEach(certificate -> owners.put(certificate, link.name())));
        this.ends =
                new CertificateEnds(links.all().stream().map(Link::name).collect(Collectors.toSet()), meters, clock);
        this.meters = meters;
        this.clock = clock;
        List.of(NONE, ELSEWHERE, UNKNOWN, EXPIRED, FOREIGN, "broken").forEach(why -> count(why, 0));
    }

    @Override
    public Optional<String> refusal(X509Certificate shown) {
        var fingerprint = Fingerprint.of(shown);
        var owner = owners.get(fingerprint);
        if (owner == null) {
            LOG.warn("At the correspondents' door somebody showed a certificate of nobody's: {}", fingerprint);
            return Optional.of(UNKNOWN);
        }
        ends.shown(owner, shown);
        if (!isValid(shown)) {
            LOG.warn("{} shows a certificate that is not valid now: {}", owner, fingerprint);
            return Optional.of(EXPIRED);
        }
        return Optional.empty();
    }

    @Override
    public void refused(String why) {
        count(why, 1);
    }

    /**
     * Throws unless a certificate of this correspondent was shown, also where there is no such correspondent. Says so
     * anew for each message: one may expire, or a connection may be of a door that asks for none.
     *
     * @param shown null where nothing is encrypted
     */
    void require(String correspondent, @Nullable SslInfo shown) {
        var certificate = certificate(shown);
        var why = certificate
                .map(it -> refusal(it).or(() -> foreign(it, correspondent)))
                .orElse(Optional.of(ELSEWHERE));
        why.ifPresent(word -> {
            refused(word);
            throw certificate.isEmpty()
                    ? CORRESPONDENT_CERTIFICATE_MISSING.because("Show it on the port that was agreed on")
                    : CORRESPONDENT_CERTIFICATE_REFUSED.because("It has to be valid, and one that was agreed on");
        });
    }

    private static Optional<X509Certificate> certificate(@Nullable SslInfo shown) {
        var chain = shown == null ? null : shown.getPeerCertificates();
        return chain == null || chain.length == 0 ? Optional.empty() : Optional.of(chain[0]);
    }

    private Optional<String> foreign(X509Certificate shown, String correspondent) {
        var owner = owners.get(Fingerprint.of(shown));
        if (correspondent.equals(owner)) {
            return Optional.empty();
        }
        LOG.error("{} wants to bring a message of somebody else's", owner);
        return Optional.of(FOREIGN);
    }

    private boolean isValid(X509Certificate shown) {
        try {
            shown.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    private void count(String why, int times) {
        meters.counter("oqim_correspondents_certificates_refused", "why", why).increment(times);
    }
}
