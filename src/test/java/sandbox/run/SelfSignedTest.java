package sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of a local installation. */
class SelfSignedTest {

    @TempDir
    Path folder;

    @Test
    void namesThisMachineAndIsMadeOnce() throws Exception {
        try (var home = Home.open(folder, false)) {
            var made = SelfSigned.in(home, "a password");
            var bytes = Files.readAllBytes(made.certificate());

            var certificate = read(made.certificate());
            assertThat(certificate.getPublicKey()).isInstanceOf(ECPublicKey.class);
            assertThat(certificate.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                    .contains("localhost", "127.0.0.1");
            assertThat(Files.readAllBytes(SelfSigned.in(home, "a password").certificate()))
                    .isEqualTo(bytes);
        }
    }

    private static X509Certificate read(Path file) throws Exception {
        try (var input = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
        }
    }
}
