package gateway.platform.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * ES256 signatures (RFC 7518 section 3.4) with the fastest provider that loads: native code when possible, the JDK's
 * when not.
 */
public final class Es256 {

    /** A signature is r followed by s, 32 bytes each. */
    private static final int SIGNATURE_BYTES = 64;

    private static final int HALF = SIGNATURE_BYTES / 2;
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final Provider PROVIDER = fastest();

    private Es256() {}

    /** For libraries that take a provider. */
    public static Provider provider() {
        return PROVIDER;
    }

    /** A key in the provider's own form, so that using it needs no conversion. */
    public static ECPublicKey adopt(ECPublicKey key) {
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a usable P-256 public key", e);
        }
    }

    /** As {@link #adopt(ECPublicKey)}. */
    public static ECPrivateKey adopt(ECPrivateKey key) {
        try {
            return (ECPrivateKey)
                    KeyFactory.getInstance("EC", PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a usable P-256 private key", e);
        }
    }

    /** False for every signature that is not right, also for a malformed one. */
    public static boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES || isZero(signature, 0) || isZero(signature, HALF)) {
            return false;
        }
        try {
            var verifier = Signature.getInstance(ALGORITHM, PROVIDER);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 is not available", e);
        }
    }

    public static byte[] sign(PrivateKey key, byte[] bytes) {
        try {
            var signer = Signature.getInstance(ALGORITHM, PROVIDER);
            signer.initSign(key);
            signer.update(bytes);
            return signer.sign();
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("Not a P-256 private key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 is not available", e);
        }
    }

    // Zero halves verify for any message in a careless implementation (CVE-2022-21449), so they never reach one.
    private static boolean isZero(byte[] signature, int from) {
        return Arrays.equals(signature, from, from + HALF, new byte[HALF], 0, HALF);
    }

    private static Provider fastest() {
        var loadingError = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        return loadingError == null ? AmazonCorrettoCryptoProvider.INSTANCE : Security.getProvider("SunEC");
    }
}
