package gateway.cards.vault;

import gateway.cards.Pan;
import gateway.cards.Scheme;
import java.nio.ByteBuffer;
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
        return keyed("pan", digits(pan));
    }

    /** The same for a card that is linked; through an operator it is another one than by its own network. */
    public byte[] of(Scheme scheme, Pan pan) {
        return scheme.isOperator() ? keyed("pan at " + scheme.rail(), digits(pan)) : of(pan);
    }

    private static byte[] digits(Pan pan) {
        return pan.reveal().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Stands for a request that carries a number.
     *
     * @param hash of the request; kept as it is, it would let the number be guessed (PCI DSS 3.5.1.1)
     */
    public byte[] ofRequest(byte[] hash) {
        return keyed("request", hash);
    }

    // The purpose keeps the two uses of the key apart.
    private byte[] keyed(String purpose, byte[] message) {
        var label = (purpose + "\n").getBytes(StandardCharsets.US_ASCII);
        var input = ByteBuffer.allocate(label.length + message.length)
                .put(label)
                .put(message)
                .array();
        try {
            return keys.index().compute(input, BYTES);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", broken);
        }
    }
}
