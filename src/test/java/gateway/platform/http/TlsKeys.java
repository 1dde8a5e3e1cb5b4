package gateway.platform.http;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A self-signed P-256 certificate for {@code localhost}, made with the JDK's own tool. */
final class TlsKeys {

    private TlsKeys() {}

    /** The properties of a server that uses a new one, kept in the folder. */
    static List<String> properties(Path folder) {
        var store = folder.resolve("edge.p12");
        if (!Files.exists(store)) {
            make(store);
        }
        return new ArrayList<>(List.of(
                "server.ssl.bundle=edge",
                "spring.ssl.bundle.jks.edge.keystore.location=file:" + store,
                "spring.ssl.bundle.jks.edge.keystore.type=PKCS12",
                "spring.ssl.bundle.jks.edge.keystore.password=changeit"));
    }

    /** Connected, with HTTP/2 agreed on. The certificate is not what is tested where this is used. */
    static SSLSocket http2Socket(int port) throws IOException {
        try {
            var trusting = SSLContext.getInstance("TLS");
            trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            var socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", port);
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void make(Path store) {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "edge",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString());
        try {
            var done = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            if (done != 0) {
                throw new IllegalStateException("keytool ended with " + done);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
