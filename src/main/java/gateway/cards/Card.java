package gateway.cards;

import gateway.shared.ids.CardId;
import java.time.Instant;

/**
 * A card as its owner sees it.
 *
 * @param masked first six and last four digits
 * @param bank the scheme's code of the issuing bank; null where the number does not tell
 */
public record Card(
        CardId id,
        Scheme scheme,
        String masked,
        @org.jspecify.annotations.Nullable String bank,
        CardState state,
        Instant linkedAt) {}
