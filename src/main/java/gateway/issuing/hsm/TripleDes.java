package gateway.issuing.hsm;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Single blocks under DES and double-length triple DES, which the networks' PINs and codes are still made with. */
public final class TripleDes {

    private static final int KEY = 16;
    private static final int HALF = 8;

    private final byte[] left;
    private final byte[] right;

    /** @param key 16 bytes */
    public TripleDes(byte[] key) {
        if (key.length != KEY) {
            throw new IllegalArgumentException("A double-length key has 16 bytes");
        }
        left = Arrays.copyOf(key, HALF);
        right = Arrays.copyOfRange(key, HALF, KEY);
    }

    public byte[] encrypt(byte[] block) {
        return triple(Cipher.ENCRYPT_MODE, block);
    }

    public byte[] decrypt(byte[] block) {
        return triple(Cipher.DECRYPT_MODE, block);
    }

    /** Under the left half alone. */
    byte[] encryptLeft(byte[] block) {
        return run("DES", Cipher.ENCRYPT_MODE, left, block);
    }

    private byte[] triple(int mode, byte[] block) {
        var key = Arrays.copyOf(left, KEY + HALF);
        System.arraycopy(right, 0, key, HALF, HALF);
        System.arraycopy(left, 0, key, KEY, HALF);
        return run("DESede", mode, key, block);
    }

    // One block at a time: ISO 9564 and the code's algorithm leave no choice of mode.
    @SuppressWarnings("InsecureCryptoUsage")
    private static byte[] run(String algorithm, int mode, byte[] key, byte[] block) {
        try {
            var cipher = Cipher.getInstance(algorithm + "/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, algorithm));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(algorithm + " is not available", broken);
        }
    }
}
