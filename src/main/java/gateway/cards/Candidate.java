package gateway.cards;

import java.time.YearMonth;

/**
 * A card that somebody wants to link: well-formed, of a network we serve, not expired. Whose it is only the rail knows.
 *
 * @param bank the scheme's code of the issuing bank; null where the number does not tell
 */
public record Candidate(
        Pan pan,
        YearMonth expiry,
        Scheme scheme,
        @org.jspecify.annotations.Nullable String bank) {

    @Override
    public String toString() {
        return "Candidate[" + scheme + ", " + pan.masked() + "]";
    }
}
