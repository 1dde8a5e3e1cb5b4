package gateway.cards;

import gateway.shared.ids.CardId;
import java.time.YearMonth;

/**
 * What a rail needs to move money on a card. For {@code processors} only; it holds a {@link Pan}.
 *
 * @param expiry null for a recipient's card of which only the number is known
 * @param railToken the rail's own name for the card (SVGate card token); null where the rail has none
 */
public record CardDetails(
        CardId id,
        Scheme scheme,
        Pan pan,
        @org.jspecify.annotations.Nullable YearMonth expiry,
        @org.jspecify.annotations.Nullable String railToken) {

    @Override
    public String toString() {
        return "CardDetails[" + id + ", " + scheme + ", " + pan.masked() + "]";
    }
}
