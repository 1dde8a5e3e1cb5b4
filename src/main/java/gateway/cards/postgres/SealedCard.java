package gateway.cards.postgres;

import gateway.cards.CardState;
import gateway.cards.CardSummary;
import gateway.cards.Scheme;
import gateway.cards.vault.DataKey;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card as it stands in its row: still encrypted.
 *
 * @param expiry null for a recipient's card
 * @param railToken null where the rail has none, and once the card is unlinked
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the arrays are ciphertext.
public record SealedCard(
        CardId id,
        @Nullable CustomerId owner,
        Scheme scheme,
        String masked,
        CardState state,
        DataKey key,
        byte[] pan,
        byte @Nullable [] expiry,
        byte @Nullable [] railToken) {

    public CardSummary summary() {
        return new CardSummary(id, owner, scheme, masked);
    }

    static @Nullable CustomerId customer(@Nullable UUID id) {
        return id == null ? null : new CustomerId(id);
    }

    @Override
    public String toString() {
        return "SealedCard[" + id + ", " + scheme + ", " + masked + ", " + state + "]";
    }
}
