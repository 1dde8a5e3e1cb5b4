package gateway.cards;

import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;

/**
 * What everybody but the rails may know of a card.
 *
 * @param owner null for a recipient's card that nobody linked
 * @param masked first six and last four digits
 */
public record CardSummary(
        CardId id, @org.jspecify.annotations.Nullable CustomerId owner, Scheme scheme, String masked) {}
