package gateway.processors.correspondent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gateway.processors.correspondent.message.Transfers;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;
import sandbox.correspondent.CorrespondentHost;
import sandbox.correspondent.Shown;
import sandbox.embedded.LiveBooks;
import sandbox.http.Seal;
import sandbox.tls.Identity;

/** Who may bring a message, shown by certificates over real connections; every message here is sealed as agreed. */
class CorrespondentDoorModuleTest {

    private static final String THEIRS = "/correspondents/debk/messages";

    @TempDir
    Path folder;

    private CorrespondentRig rig;

    @BeforeEach
    void open() {
        rig = new CorrespondentRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whoeverShowsTheCertificateOfTheCorrespondentIsHeard() {
        var node = rig.node();

        assertThat(post(rig.shown().client(), rig.url(node) + THEIRS)).isEqualTo("200 {\"status\":\"accepted\"}");
        assertThat(stored()).isOne();
    }

    /** Whatever is old enough to speak TLS 1.2 is refused in it. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whoeverShowsNoneIsGoneBeforeItHasSaidAnything(String version) {
        var node = rig.node();

        assertThatThrownBy(() -> post(showingNothing(version), rig.url(node) + THEIRS))
                .isInstanceOf(RuntimeException.class);
        awaitRefused(node, "none");
        assertThat(stored()).isZero();
    }

    /** The same name, and signed by somebody else: here by itself. */
    @Test
    void aCertificateThatOnlyLooksLikeTheirsIsRefused() {
        var node = rig.node();
        var forged = new Shown(
                Identity.in(folder.resolve("elsewhere"), "correspondent"),
                rig.shown().gateway());

        assertThatThrownBy(() -> post(forged.client(), rig.url(node) + THEIRS)).isInstanceOf(RuntimeException.class);
        awaitRefused(node, "unknown");
        assertThat(stored()).isZero();
    }

    @Test
    void anExpiredOneIsRefusedThoughItIsKnown() {
        var expired = new Shown(
                Identity.until(folder, "expired", Instant.now().minus(Duration.ofHours(1))),
                rig.shown().gateway());
        var node = rig.node("gateway.correspondents.links.debk.client-certificates=" + expired.fingerprint());

        assertThatThrownBy(() -> post(expired.client(), rig.url(node) + THEIRS)).isInstanceOf(RuntimeException.class);
        awaitRefused(node, "expired");
        assertThat(stored()).isZero();
    }

    /** It even has the other's secret, and is sent away before it has said all: its message never ends. */
    @Test
    void oneCorrespondentCannotSpeakForAnother() {
        var other = new Shown(Identity.in(folder, "other"), rig.shown().gateway());
        var link = "gateway.correspondents.links.other.";
        var node = rig.node(
                link + "bic=OTHRDEFFXXX",
                link + "url=https://localhost:1/",
                link + "ssl-bundle=correspondent",
                link + "secret=" + CorrespondentHost.SECRET,
                link + "client-certificates=" + other.fingerprint());
        var endless = Flux.<ByteBuf>concat(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(new byte[10])), Flux.never());

        assertThat(post(other.client(), rig.url(node) + THEIRS)).isEqualTo("403 correspondent-certificate-refused");
        assertThat(post(other.client(), rig.url(node) + THEIRS, "no seal", endless))
                .isEqualTo("403 correspondent-certificate-refused");
        assertThat(post(rig.shown().client(), rig.url(node) + "/correspondents/other/messages"))
                .isEqualTo("403 correspondent-certificate-refused");
        assertThat(post(other.client(), rig.url(node) + "/correspondents/nobody/messages"))
                .isEqualTo("403 correspondent-certificate-refused");
        awaitRefused(node, "foreign", 4);
        assertThat(stored()).isZero();
    }

    @Test
    void whileACertificateIsChangedBothAreRight() {
        var next = new Shown(Identity.in(folder, "next"), rig.shown().gateway());
        var both = rig.shown().fingerprint() + "," + next.fingerprint().toUpperCase(java.util.Locale.ROOT);
        var node = rig.node("gateway.correspondents.links.debk.client-certificates=" + both);

        assertThat(post(rig.shown().client(), rig.url(node) + THEIRS)).startsWith("200");
        assertThat(post(next.client(), rig.url(node) + THEIRS)).startsWith("200");
        assertThat(stored()).isEqualTo(2);
    }

    /** The port of everybody else asks for no certificate, so there nobody is a correspondent. */
    @Test
    void whereNoCertificateIsAskedForThereIsNoDoor() {
        var node = rig.node();
        var plain = HttpClient.newConnection().protocol(HttpProtocol.H2C);

        assertThat(post(plain, rig.plain(node) + THEIRS)).isEqualTo("401 correspondent-certificate-missing");
        awaitRefused(node, "elsewhere");
        assertThat(stored()).isZero();
    }

    @Test
    void nothingElseIsServedAtTheDoor() {
        var node = rig.node();

        var plain = HttpClient.newConnection().protocol(HttpProtocol.H2C);
        assertThat(post(plain, rig.plain(node) + CorrespondentRig.Elsewhere.PATH))
                .isEqualTo("200 served");

        assertThat(post(rig.shown().client(), rig.url(node) + CorrespondentRig.Elsewhere.PATH))
                .isEqualTo("404 ");
        assertThat(post(rig.shown().client(), rig.url(node) + "/correspondents/.." + CorrespondentRig.Elsewhere.PATH))
                .isEqualTo("404 ");
    }

    /** Before it is too late: of a certificate that it has only been told of a node knows no end. */
    @Test
    void itIsKnownHowLongTheCertificateLastsThatWasShown() {
        var soon = new Shown(
                Identity.until(folder, "soon", Instant.now().plus(Duration.ofDays(20))),
                rig.shown().gateway());
        var later = new Shown(
                Identity.until(folder, "later", Instant.now().plus(Duration.ofDays(300))),
                rig.shown().gateway());
        var node = rig.node("gateway.correspondents.links.debk.client-certificates=" + soon.fingerprint() + ","
                + later.fingerprint());
        assertThat(left(node)).isNaN();

        assertThat(post(soon.client(), rig.url(node) + THEIRS)).startsWith("200");
        assertThat(left(node)).isBetween(19 * 86_400.0, 20 * 86_400.0);

        assertThat(post(later.client(), rig.url(node) + THEIRS)).startsWith("200");
        assertThat(post(soon.client(), rig.url(node) + THEIRS)).startsWith("200");
        assertThat(left(node)).isBetween(299 * 86_400.0, 300 * 86_400.0);
    }

    private static double left(LiveBooks node) {
        return node.bean(MeterRegistry.class)
                .get("oqim_correspondents_certificate_left_seconds")
                .tag("correspondent", "debk")
                .gauge()
                .value();
    }

    private void awaitRefused(LiveBooks node, String why) {
        awaitRefused(node, why, 1);
    }

    // The client may hear of it before it is counted.
    private static void awaitRefused(LiveBooks node, String why, int times) {
        var meters = node.bean(MeterRegistry.class);
        await().atMost(CorrespondentRig.PATIENCE)
                .untilAsserted(() -> assertThat(meters.counter("oqim_correspondents_certificates_refused", "why", why)
                                .count())
                        .isEqualTo(times));
    }

    private long stored() {
        return rig.count("select count(*) from correspondents.incoming");
    }

    private static HttpClient showingNothing(String version) {
        GenericSslContextSpec<?> context = Http2SslContextSpec.forClient()
                .configure(builder -> builder.protocols(version)
                        .trustManager(io.netty.handler.ssl.util.InsecureTrustManagerFactory.INSTANCE));
        return HttpClient.newConnection().protocol(HttpProtocol.H2).secure(spec -> spec.sslContext(context));
    }

    private static String post(HttpClient client, String url) {
        var body = message();
        var path = java.net.URI.create(url).getRawPath();
        var seal = new Seal(CorrespondentHost.SECRET).sign("POST", path, body);
        return post(client, url, seal, Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)));
    }

    private static String post(HttpClient client, String url, String seal, Publisher<ByteBuf> body) {
        return client.headers(headers -> headers.set(Seal.HEADER, seal).set("Content-Type", "application/xml"))
                .post()
                .uri(url)
                .send(body)
                .responseSingle((response, content) -> content.asString()
                        .defaultIfEmpty("")
                        .map(text -> response.status().code() + " " + text))
                .blockOptional(CorrespondentRig.PATIENCE)
                .orElseThrow();
    }

    /** Another one each time. */
    private static byte[] message() {
        try {
            var sample = Files.readString(Path.of("src/test/resources/iso20022/pacs.002.001.10.xml"));
            var uetr = UUID.randomUUID().toString();
            return sample.replace("BBBBDEFFXXX", CorrespondentHost.HTTPS_BIC)
                    .replace("AAAAUZ22XXX", CorrespondentHost.OWN_BIC)
                    .replace(Transfers.UETR.toString(), uetr)
                    .replace("DEBK-20260301-000777", "D-" + uetr.replace("-", ""))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
