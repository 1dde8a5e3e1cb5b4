package sandbox.partner;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a partner's calls (RFC 9421), written apart from what checks them. */
public final class CallSigner {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final int HALF = 32;
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final String keyId;
    private final String algorithm;
    private final Sealer sealer;

    private CallSigner(String keyId, String algorithm, Sealer sealer) {
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.sealer = sealer;
    }

    private interface Sealer {

        byte[] seal(byte[] base) throws GeneralSecurityException;
    }

    public static CallSigner ofPair(String keyId, PrivateKey key) {
        return new CallSigner(keyId, "ed25519", base -> {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(base);
            return signature.sign();
        });
    }

    /** @param secret in Base64, as the bank's staff was shown it */
    public static CallSigner ofSecret(String keyId, String secret) {
        var key = new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256");
        return new CallSigner(keyId, "hmac-sha256", base -> {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(base);
        });
    }

    public static KeyPair drawPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half as the bank takes it. */
    public static String publicHalf(KeyPair pair) {
        var encoded = pair.getPublic().getEncoded();
        return BASE64.encodeToString(Arrays.copyOfRange(encoded, encoded.length - HALF, encoded.length));
    }

    /** The headers of a call that is signed now, with a nonce of its own. */
    public Map<String, String> headers(String method, URI target, String body) {
        return headers(method, target, body, Instant.now());
    }

    /** @param created when it is said to be signed; it expires two minutes later */
    public Map<String, String> headers(String method, URI target, String body, Instant created) {
        var headers = new LinkedHashMap<String, String>();
        var covered = body.isEmpty()
                ? "(\"@method\" \"@target-uri\")"
                : "(\"@method\" \"@target-uri\"" + " \"content-digest\" \"content-type\")";
        var base = new StringBuilder("\"@method\": %s\n\"@target-uri\": %s\n".formatted(method, target));
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
            headers.put("Content-Digest", "sha-256=:" + BASE64.encodeToString(sha256(body)) + ":");
            base.append("\"content-digest\": ")
                    .append(headers.get("Content-Digest"))
                    .append('\n');
            base.append("\"content-type\": application/json\n");
        }
        var parameters = "%s;created=%d;expires=%d;nonce=\"%s\";keyid=\"%s\";alg=\"%s\""
                .formatted(
                        covered,
                        created.getEpochSecond(),
                        created.plus(USUAL).getEpochSecond(),
                        UUID.randomUUID(),
                        keyId,
                        algorithm);
        base.append("\"@signature-params\": ").append(parameters);
        headers.put("Signature-Input", "call=" + parameters);
        headers.put("Signature", "call=:" + BASE64.encodeToString(sealed(base.toString())) + ":");
        return headers;
    }

    private byte[] sealed(String base) {
        try {
            return sealer.seal(base.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
