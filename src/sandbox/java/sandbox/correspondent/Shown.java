package sandbox.correspondent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;
import sandbox.tls.Identity;

/**
 * Who somebody is who comes to the gateway's door.
 *
 * @param own what is shown
 * @param gateway whom it trusts to be the gateway
 */
public record Shown(Identity own, Path gateway) {

    /** The bank's own, with which it also takes messages. */
    Shown(Path folder) {
        this(
                Identity.in(folder, "correspondent"),
                Identity.in(folder, "gateway").certificate());
    }

    /** As the gateway knows it: SHA-256 of the certificate, in hexadecimal digits. */
    public String fingerprint() {
        try (var file = Files.newInputStream(own.certificate())) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was made here can be read here", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows it to whoever asks. */
    public HttpClient client() {
        GenericSslContextSpec<?> context = Http2SslContextSpec.forClient()
                .configure(builder -> builder.keyManager(
                                own.certificate().toFile(), own.key().toFile())
                        .trustManager(gateway.toFile()));
        // One connection for each message: a server that ends waits for nobody.
        return HttpClient.newConnection().protocol(HttpProtocol.H2).secure(spec -> spec.sslContext(context));
    }
}
