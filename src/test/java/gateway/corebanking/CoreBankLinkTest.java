package gateway.corebanking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.corebanking.AccountMap.Mapped;
import gateway.ledger.Purpose;
import gateway.platform.http.Links;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.core.io.ClassPathResource;
import sandbox.abs.AbsHost;
import sandbox.http.Seal;
import sandbox.tls.Identity;

/** The link to the core banking system, against one that speaks its protocol, and against those who only pretend. */
class CoreBankLinkTest {

    private static final Mapped ACCOUNTS = new Mapped("17301000900000002002", "45294000900000004001", "00693");

    // However busy the machine is.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    private static AbsHost host;
    private static Identity theirs;
    private static Identity ours;
    private static Identity stranger;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private int last;
    private Instant bookedAt = Instant.parse("2026-03-14T10:00:00Z");

    @BeforeAll
    static void start() {
        host = new AbsHost(0, folder.resolve("abs.jsonl"));
        theirs = Identity.in(folder.resolve("abs-tls"), "abs");
        ours = Identity.in(folder.resolve("abs-tls"), "gateway");
        stranger = Identity.in(folder, "stranger");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void whoKnowsEachOtherDoesBusiness() {
        var before = host.oddities();
        assertThat(post(host.port(), ours, theirs, AbsHost.SECRET)).isEqualTo(new CoreAnswer.Accepted());
        assertThat(post(host.port(), ours, theirs, AbsHost.SECRET)).isEqualTo(new CoreAnswer.Accepted());
        assertThat(host.oddities())
                .containsEntry("repeated documents", before.get("repeated documents") + 1)
                .containsEntry("changed documents", before.get("changed documents"));
        assertThat(distrusted("certificate") + distrusted("seal") + distrusted("refused"))
                .isZero();
    }

    /** To the unit, and between the accounts that the map names. */
    @Test
    void whatIsBookedThereIsWhatMovedHere() {
        last = 5;
        assertThat(post(host.port(), ours, theirs, AbsHost.SECRET)).isEqualTo(new CoreAnswer.Accepted());

        assertThat(host.books().orElseThrow().under(document().name()))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.amount()).isEqualTo(1_00);
                    assertThat(it.currency()).isEqualTo("UZS");
                    assertThat(it.facts())
                            .containsEntry("debit", ACCOUNTS.debit())
                            .containsEntry("credit", ACCOUNTS.credit())
                            .containsEntry("bookedAt", "2026-03-14T10:00:00Z");
                });
    }

    /** A document says the same however often it is told, also when it was booked. */
    @Test
    void whatSaysAnythingElseIsNotTheSameDocument() {
        last = 6;
        var changed = host.oddities().get("changed documents");
        assertThat(post(host.port(), ours, theirs, AbsHost.SECRET)).isEqualTo(new CoreAnswer.Accepted());

        bookedAt = Instant.parse("2026-03-14T10:00:01Z");

        assertThat(post(host.port(), ours, theirs, AbsHost.SECRET)).isNotEqualTo(new CoreAnswer.Accepted());
        assertThat(host.oddities()).containsEntry("changed documents", changed + 1);
    }

    @Test
    void theyHearNobodyWithAnotherCertificate() {
        last = 1;
        assertThat(post(host.port(), stranger, theirs, AbsHost.SECRET))
                .isEqualTo(new CoreAnswer.Unclear("distrust: certificate"));
        assertThat(distrusted("certificate")).isEqualTo(1);
        nothingIsBooked();
    }

    @Test
    void weTellNobodyWithAnotherCertificate() {
        last = 2;
        assertThat(post(host.port(), ours, stranger, AbsHost.SECRET))
                .isEqualTo(new CoreAnswer.Unclear("distrust: certificate"));
        assertThat(distrusted("certificate")).isEqualTo(1);
        nothingIsBooked();
    }

    /** Right certificates, and a name that is not the one we called. */
    @Test
    void weTellNobodyOfAnotherName() {
        last = 3;
        var elsewhere = Identity.in(folder.resolve("elsewhere/abs-tls"), "abs", "abs.example");
        var other = new AbsHost(0, folder.resolve("elsewhere/abs.jsonl"));
        var known = Identity.in(folder.resolve("elsewhere/abs-tls"), "gateway");
        try {
            assertThat(post(other.port(), known, elsewhere, AbsHost.SECRET))
                    .isEqualTo(new CoreAnswer.Unclear("distrust: certificate"));
        } finally {
            other.close();
        }
    }

    @Test
    void theyHearNobodyWhoDoesNotKnowTheSecret() {
        last = 4;
        var before = host.oddities().getOrDefault("signature", 0L);

        assertThat(post(host.port(), ours, theirs, "another secret of theirs"))
                .isEqualTo(new CoreAnswer.Unclear("distrust: refused"));

        assertThat(host.oddities()).containsEntry("signature", before + 1);
        assertThat(distrusted("refused")).isEqualTo(1);
        nothingIsBooked();
    }

    /** A document is not accepted because somebody in between says so. */
    @Test
    void anAnswerThatIsNotSealedForThisQuestionIsNone() {
        var seal = new Seal(AbsHost.SECRET);
        var body = "{\"status\":\"accepted\"}";
        for (var wrong : new String[] {
            "",
            seal.sign("ANSWER", "another question", body.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            "t=1,v1=" + "0".repeat(64)
        }) {
            var pretender = reactor.netty.http.server.HttpServer.create()
                    .port(0)
                    .host("127.0.0.1")
                    .protocol(reactor.netty.http.HttpProtocol.H2C)
                    .handle((request, response) ->
                            response.header(Seal.HEADER, wrong).sendString(reactor.core.publisher.Mono.just(body)))
                    .bindNow();
            try (var link = link(URI.create("http://127.0.0.1:" + pretender.port()), "", AbsHost.SECRET, Map.of())) {
                assertThat(link.post(document(), ACCOUNTS).block()).isEqualTo(new CoreAnswer.Unclear("distrust: seal"));
            } finally {
                pretender.disposeNow();
            }
        }
        assertThat(distrusted("seal")).isEqualTo(3);
    }

    @Test
    void aCertificateForALinkInTheClearIsAMistake() {
        assertThatThrownBy(() -> link(URI.create("http://127.0.0.1:1"), "abs", AbsHost.SECRET, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsNeedASecretAndForHttpsABundleAndShowNeither() {
        var secure = URI.create("https://localhost:1");
        assertThat(settings(secure, "abs", AbsHost.SECRET).isSecretFit()).isTrue();
        assertThat(settings(secure, "abs", AbsHost.SECRET).isMutual()).isTrue();
        assertThat(settings(secure, "abs", "short").isSecretFit()).isFalse();
        assertThat(settings(secure, "", AbsHost.SECRET).isMutual()).isFalse();
        assertThat(settings(secure, "abs", AbsHost.SECRET).toString()).doesNotContain(AbsHost.SECRET);
    }

    private void nothingIsBooked() {
        assertThat(host.books().orElseThrow().knows(document().name())).isFalse();
    }

    private double distrusted(String why) {
        return meters.counter("oqim_corebanking_distrusted", "why", why).count();
    }

    private CoreAnswer post(int port, Identity own, Identity trusted, String secret) {
        var bundle = SslBundle.of(new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate("file:" + own.certificate()).withPrivateKey("file:" + own.key()),
                PemSslStoreDetails.forCertificate("file:" + trusted.certificate())));
        try (var link = link(URI.create("https://localhost:" + port), "abs", secret, Map.of("abs", bundle))) {
            return java.util.Objects.requireNonNull(
                    link.post(document(), ACCOUNTS).block(PATIENCE.multipliedBy(2)));
        }
    }

    private HttpCoreBank link(URI url, String bundle, String secret, Map<String, SslBundle> bundles) {
        return new HttpCoreBank(settings(url, bundle, secret), Links.with(bundles), Clock.systemUTC(), meters);
    }

    private static CoreBankingSettings settings(URI url, String bundle, String secret) {
        return new CoreBankingSettings(
                url,
                bundle,
                secret,
                new ClassPathResource("corebanking/none.yaml"),
                Duration.ofMillis(500),
                200,
                8,
                PATIENCE,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofHours(24));
    }

    private CoreDocument document() {
        return new CoreDocument(
                new UUID(1, last),
                new UUID(3, 4),
                Purpose.FEE,
                "clearing:humo",
                "fee-income",
                new Money(1_00, Asset.UZS),
                bookedAt,
                0,
                Instant.parse("2026-03-14T10:00:00Z"),
                null);
    }
}
