package gateway.packs;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who signed a pack: Ed25519 (RFC 8032) over its exact text in UTF-8. */
@Component
final class Signatures {

    private static final String ALGORITHM = "Ed25519";

    private final Map<String, PublicKey> signers;

    Signatures(PackSettings settings) {
        this.signers = settings.signers().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, signer -> key(signer.getValue())));
    }

    /** Throws {@link PackProblem#PACK_UNSIGNED}. */
    void check(String signer, String text, String signature) {
        var key = signers.get(signer);
        if (key == null) {
            throw PackProblem.PACK_UNSIGNED.because("Nobody of that name may sign packs");
        }
        if (!verifies(key, text, signature)) {
            throw PackProblem.PACK_UNSIGNED.because("The signature is not " + signer + "'s under this text");
        }
    }

    private static boolean verifies(PublicKey key, String text, String signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    private static PublicKey key(String base64) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("A signer's key is not an Ed25519 public key", e);
        }
    }
}
