package gateway.cards.vault;

import gateway.cards.Pan;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/** Finds a number without decrypting any, and recognises a repeated request without keeping it. HMAC-SHA-256. */
@Component
public final class BlindIndex {

    private static final int BYTES = 32;

    private final KeySource keys;

    BlindIndex(KeySource keys) {
        this.keys = keys;
    }

    /** The same number always gives the same 32 bytes; without the key they tell nothing about it. */
    public byte[] of(Pan pan) {
        return keyed("pan\n" + pan.reveal());
    }

    /** Stands for a request that carries a number. A plain hash would let the number be guessed (PCI DSS 3.5.1.1). */
    public byte[] fingerprint(String request) {
        return keyed("request\n" + request);
    }

    private byte[] keyed(String message) {
        try {
            return keys.index().compute(message.getBytes(StandardCharsets.UTF_8), BYTES);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", broken);
        }
    }
}
