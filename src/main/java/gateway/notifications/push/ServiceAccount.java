package gateway.notifications.push;

import gateway.notifications.wire.CarrierJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Says to Google who we are: an assertion signed with the service account's key (RFC 7523, RS256). */
final class ServiceAccount {

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final int VALID_SECONDS = 3_600;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final FcmSettings settings;
    private final PrivateKey key;

    ServiceAccount(FcmSettings settings) {
        this.settings = settings;
        this.key = read(settings.privateKey());
    }

    String assertion(Instant now) {
        var header = CarrierJson.object();
        header.put("alg", "RS256").put("typ", "JWT").put("kid", settings.keyId());
        var claims = CarrierJson.object();
        claims.put("iss", settings.clientEmail())
                .put("scope", SCOPE)
                .put("aud", settings.tokenUrl().toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + VALID_SECONDS);
        var signed = encoded(header) + "." + encoded(claims);
        return signed + "." + BASE64.encodeToString(signature(signed));
    }

    private static String encoded(JsonNode part) {
        return BASE64.encodeToString(CarrierJson.write(part));
    }

    private byte[] signature(String text) {
        try {
            var rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(key);
            rsa.update(text.getBytes(StandardCharsets.US_ASCII));
            return rsa.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign with the key of the service account", e);
        }
    }

    private static PrivateKey read(String pem) {
        // In an environment variable lines often end in the two characters \n.
        var base64 =
                pem.replace("\\n", "\n").replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: its message might quote the key.
            throw new IllegalStateException("gateway.notifications.fcm.private-key is no PEM with an RSA key inside");
        }
    }

    @Override
    public String toString() {
        return "ServiceAccount";
    }
}
