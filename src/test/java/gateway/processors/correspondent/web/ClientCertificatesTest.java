package gateway.processors.correspondent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.processors.correspondent.CorrespondentProblem;
import gateway.processors.correspondent.links.CorrespondentSettings;
import gateway.processors.correspondent.links.Fingerprint;
import gateway.processors.correspondent.links.Links;
import gateway.shared.problems.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.server.reactive.SslInfo;
import sandbox.tls.Identity;

/** When a certificate speaks for a correspondent. A connection may outlive it, so each message asks anew. */
class ClientCertificatesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private X509Certificate theirs;

    @EnableConfigurationProperties(CorrespondentSettings.class)
    static class Parts {}

    @BeforeEach
    void make() throws IOException, CertificateException {
        var identity = Identity.until(folder, "theirs", Instant.parse("2026-09-01T00:00:00Z"));
        try (var file = Files.newInputStream(identity.certificate())) {
            theirs = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    private void at(Instant now, String fingerprint, Consumer<ClientCertificates> check) {
        new ApplicationContextRunner()
                .withUserConfiguration(Parts.class, Links.class, ClientCertificates.class)
                .withBean(Clock.class, () -> Clock.fixed(now, ZoneOffset.UTC))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues(
                        "gateway.correspondents.bic=OQIMUZ22XXX",
                        "gateway.correspondents.links.debk.bic=DEBKDEFFXXX",
                        "gateway.correspondents.links.debk.url=http://debk.example/",
                        "gateway.correspondents.links.debk.secret=sixteen letters and more",
                        "gateway.correspondents.links.debk.client-certificates=" + fingerprint)
                .run(context -> check.accept(context.getBean(ClientCertificates.class)));
    }

    private void valid(Instant now) {
        at(now, Fingerprint.of(theirs).hex(), known -> {
            assertThat(known.refusal(theirs)).isEmpty();
            assertThatCode(() -> known.require("debk", shown())).doesNotThrowAnyException();
        });
    }

    private void refused(Instant now, String fingerprint, String why) {
        at(now, fingerprint, known -> {
            assertThat(known.refusal(theirs)).contains(why);
            assertThatThrownBy(() -> known.require("debk", shown()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.type())
                                    .isEqualTo(CorrespondentProblem.CORRESPONDENT_CERTIFICATE_REFUSED));
        });
    }

    private SslInfo shown() {
        return SslInfo.from("a session", theirs);
    }

    @Test
    void itSpeaksFromItsFirstMomentToItsLast() {
        var first = theirs.getNotBefore().toInstant();
        var last = theirs.getNotAfter().toInstant();
        var known = Fingerprint.of(theirs).hex();

        refused(first.minus(SECOND), known, "expired");
        valid(first);
        valid(last);
        refused(last.plus(SECOND), known, "expired");
    }

    @Test
    void oneThatDiffersInTheLastDigitIsNobodys() {
        var known = Fingerprint.of(theirs).hex();
        var other = known.substring(0, known.length() - 1) + (known.endsWith("0") ? "1" : "0");

        refused(theirs.getNotBefore().toInstant(), other, "unknown");
    }
}
