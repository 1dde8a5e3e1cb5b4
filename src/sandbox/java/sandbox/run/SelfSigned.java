package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificate of a local installation, made once.
 *
 * @param keystore PKCS 12, private
 * @param certificate PEM, for clients that want to trust it
 */
public record SelfSigned(Path keystore, Path certificate) {

    private static final String ALIAS = "gateway";
    private static final String PASSWORD_VARIABLE = "OQIM_KEYSTORE_PASSWORD";

    static SelfSigned in(Home home, String password) {
        var folder = home.data("tls");
        var made = new SelfSigned(folder.resolve("gateway.p12"), folder.resolve("gateway.pem"));
        if (!Files.exists(made.certificate)) {
            made.make(password);
        }
        return made;
    }

    private void make(String password) {
        try {
            Files.createDirectories(keystore.getParent());
            Files.deleteIfExists(keystore);
            var generate = List.of(
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-sigalg",
                    "SHA256withECDSA",
                    "-validity",
                    "825",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                    "-storetype",
                    "PKCS12");
            keytool(generate, password);
            Files.setPosixFilePermissions(
                    keystore, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            keytool(List.of("-exportcert", "-rfc", "-file", certificate.toString()), password);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a certificate", e);
        }
    }

    private void keytool(List<String> arguments, String password) throws IOException {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(arguments);
        command.addAll(List.of("-alias", ALIAS, "-keystore", keystore.toString()));
        command.addAll(List.of("-storepass:env", PASSWORD_VARIABLE));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD_VARIABLE, password);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new StartFailure("keytool cannot make a certificate: " + said);
            }
        } catch (InterruptedException e) {
            throw new StartFailure("Interrupted while making a certificate", e);
        }
    }
}
