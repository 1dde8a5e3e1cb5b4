package gateway.platform.http;

import gateway.platform.http.CertificateDoor.Guard;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts clients whom a guard lets in. It knows each of their certificates, so nobody who signs certificates is asked;
 * that whoever shows one has its key TLS itself makes sure of.
 */
final class GuardedTrust extends X509ExtendedTrustManager {

    private final Guard guard;

    GuardedTrust(Guard guard) {
        this.guard = guard;
    }

    /** Why a certificate is not trusted, for whoever looks at the failed handshake. */
    static final class Distrusted extends CertificateException {

        private static final long serialVersionUID = 1;

        private final String why;

        Distrusted(String why) {
            super("The guard does not let it in: " + why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws Distrusted {
        var refusal = guard.refusal(chain[0]);
        if (refusal.isPresent()) {
            throw new Distrusted(refusal.get());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws Distrusted {
        checkClientTrusted(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws Distrusted {
        checkClientTrusted(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws Distrusted {
        throw new Distrusted("a door calls nobody");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws Distrusted {
        checkServerTrusted(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws Distrusted {
        checkServerTrusted(chain, kind);
    }

    /** None: whoever is asked shows the certificate that it has for us. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
