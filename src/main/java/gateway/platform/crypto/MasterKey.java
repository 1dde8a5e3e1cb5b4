package gateway.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The key above all keys. Every purpose gets its own key derived from it (HKDF), so that none can stand in for another.
 */
@Component
public final class MasterKey {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey master;
    private final SecureRandom random = new SecureRandom();

    @Autowired
    MasterKey(CryptoSettings settings) {
        this(settings.key());
    }

    /** @param base64 32 bytes */
    public MasterKey(String base64) {
        this.master = new SecretKeySpec(decode(base64), "HKDF");
    }

    /** 32 bytes that only this purpose gets. */
    public byte[] derive(String purpose) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(master)
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is not available", e);
        }
    }

    /** Signs texts for one purpose (HMAC-SHA-256). */
    public Seal seal(String purpose) {
        return new Seal(derive(purpose));
    }

    /** AES-256-GCM; the purpose is authenticated, so that a sealed value opens only where it belongs. */
    public byte[] encrypt(String purpose, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(plain);
            var whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt for " + purpose, e);
        }
    }

    /** Errors when the bytes were changed, belong to another purpose or were encrypted under another key. */
    public byte[] decrypt(String purpose, byte[] whole) {
        try {
            return cipher(Cipher.DECRYPT_MODE, purpose, Arrays.copyOf(whole, NONCE_BYTES))
                    .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot decrypt " + purpose + ": is gateway.crypto.key the same as before?", e);
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derive(purpose), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] decode(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // Without the cause: its message would quote the key.
            throw new IllegalStateException("gateway.crypto.key is not base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("gateway.crypto.key must be 32 bytes in base64, not " + bytes.length);
        }
        return bytes;
    }

    /** Makes and checks message authentication codes with one derived key. */
    public static final class Seal {

        private final SecretKey key;

        private Seal(byte[] key) {
            this.key = new SecretKeySpec(key, "HmacSHA256");
        }

        public byte[] of(byte[] message) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac.doFinal(message);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HMAC-SHA-256 is not available", e);
            }
        }
    }
}
