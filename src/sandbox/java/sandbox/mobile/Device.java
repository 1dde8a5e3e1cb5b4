package sandbox.mobile;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import gateway.platform.crypto.Es256;
import gateway.platform.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A phone with a key of its own, that proves every request with it (DPoP, RFC 9449). */
public final class Device {

    private final ECKey key;
    private final PrivateKey signing;
    private final String header;

    private Device(ECKey key) throws JOSEException {
        this.key = key;
        this.signing = Es256.adopt(key.toECPrivateKey());
        this.header = base64("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":%s}".formatted(publicKey()));
    }

    /** A phone out of the box. */
    public static Device fresh() {
        try {
            return new Device(new ECKeyGenerator(Curve.P_256).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A phone that was kept with {@link #keep}. */
    public static Device restore(String kept) {
        try {
            return new Device(ECKey.parse(kept));
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole key as JSON: a secret. */
    public String keep() {
        return key.toJSONString();
    }

    /** The public key as JSON, for the request to sign in. */
    public String publicKey() {
        return key.toPublicJWK().toJSONString();
    }

    /** The public key as {@code deviceKey} of the request to sign in. */
    public Map<String, Object> jwk() {
        return key.toPublicJWK().toJSONObject();
    }

    /** What tokens for this phone carry as {@code cnf.jkt}. */
    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A proof for one request, made now. The token is null where none is sent. */
    public String proof(String method, String uri, @Nullable String accessToken) {
        return proof(method, uri, accessToken, Instant.now(), UUID.randomUUID().toString());
    }

    /** As above, with everything chosen. */
    public String proof(String method, String uri, @Nullable String accessToken, Instant at, String id) {
        var hash = accessToken == null ? "" : ",\"ath\":\"" + Sha256.base64Url(accessToken) + "\"";
        return sign(
                header,
                "{\"htm\":\"%s\",\"htu\":\"%s\",\"iat\":%d,\"jti\":\"%s\"%s}"
                        .formatted(method, uri, at.getEpochSecond(), id, hash));
    }

    /** Anything signed as if it were a proof: what an attacker with a key of their own could send. */
    public String forge(String headerJson, String claimsJson) {
        return sign(base64(headerJson), claimsJson);
    }

    private String sign(String headerBase64, String claims) {
        var input = headerBase64 + "." + base64(claims);
        var signature = Es256.sign(signing, input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
