package gateway.cards.vault;

import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** Encrypts and decrypts the fields of one row. A ciphertext opens only in its own row and its own column. */
public final class RowCipher {

    private final UUID row;
    private final DataKey key;
    private final Aead aead;

    RowCipher(UUID row, DataKey key, Aead aead) {
        this.row = row;
        this.key = key;
        this.aead = aead;
    }

    /** The row's key, wrapped, to be stored next to what it encrypted. */
    public DataKey key() {
        return key;
    }

    public byte[] seal(Field field, String plain) {
        try {
            return aead.encrypt(plain.getBytes(StandardCharsets.UTF_8), context(row, field));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("Cannot encrypt a card", broken);
        }
    }

    /**
     * Throws {@link IllegalStateException} when the ciphertext was made for another row, another field or was changed.
     */
    public String open(Field field, byte[] sealed) {
        try {
            return new String(aead.decrypt(sealed, context(row, field)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException forged) {
            throw new IllegalStateException("The " + field.purpose() + " of row " + row + " does not open", forged);
        }
    }

    /** What a ciphertext is bound to: the row's id and the field's purpose. */
    static byte[] context(UUID row, Field field) {
        var purpose = field.purpose().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 * Long.BYTES + purpose.length)
                .putLong(row.getMostSignificantBits())
                .putLong(row.getLeastSignificantBits())
                .put(purpose)
                .array();
    }
}
