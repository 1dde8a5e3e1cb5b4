package gateway.cards.vault;

import static gateway.cards.vault.Field.DATA_KEY;
import static gateway.cards.vault.RowCipher.context;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Envelope encryption: each row has its own AES-256 data key, wrapped by a versioned key. So a new version re-wraps 32
 * bytes of a row and touches no card data, and one row's key opens no other row. A data key encrypts a handful of
 * values in its life, so random nonces cannot repeat.
 */
@Component
public final class Envelopes {

    private static final int DATA_KEY_BYTES = 32;

    private final KeySource keys;

    Envelopes(KeySource keys) {
        this.keys = keys;
    }

    /** A cipher with a fresh key for a row that is about to be written. */
    public RowCipher create(UUID row) {
        var raw = Random.randBytes(DATA_KEY_BYTES);
        return cipher(row, wrap(row, raw), raw);
    }

    /**
     * The cipher of a stored row. Throws {@link IllegalStateException} when the key is another row's or was changed.
     */
    public RowCipher open(UUID row, DataKey key) {
        return cipher(row, key, unwrap(row, key));
    }

    /** The same data key under the current version. */
    public DataKey rewrap(UUID row, DataKey key) {
        return wrap(row, unwrap(row, key));
    }

    private DataKey wrap(UUID row, byte[] raw) {
        int version = keys.current();
        try {
            return new DataKey(version, keys.wrapping(version).encrypt(raw, context(row, DATA_KEY)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("Cannot wrap a data key with version " + version, broken);
        }
    }

    private byte[] unwrap(UUID row, DataKey key) {
        try {
            return keys.wrapping(key.version()).decrypt(key.wrapped(), context(row, DATA_KEY));
        } catch (GeneralSecurityException forged) {
            throw new IllegalStateException("The data key of row " + row + " does not unwrap", forged);
        }
    }

    private static RowCipher cipher(UUID row, DataKey key, byte[] raw) {
        try {
            return new RowCipher(row, key, new AesGcmJce(raw));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }
}
