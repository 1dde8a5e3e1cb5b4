package gateway.inbound;

import gateway.compliance.Party;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who sends, as far as the partner tells; kept sealed, because the law wants to know years later.
 *
 * @param account or card it comes from, masked by the partner
 * @param country it comes from, ISO 3166 alpha-2
 * @param nationality as the partner writes it, mostly a number of ISO 3166
 */
public record Sender(
        String name,
        String account,
        String country,
        @Nullable LocalDate born,
        @Nullable String nationality,
        @Nullable String passport) {

    /** Whoever it was: known for as long as the law asks, and no longer. */
    public static final Sender FORGOTTEN = new Sender("", "", "", null, null, null);

    Party party() {
        var numbers = passport == null
                ? List.<gateway.compliance.Identifier>of()
                : List.of(new gateway.compliance.Identifier(gateway.compliance.Identifier.Kind.PASSPORT, passport));
        return new Party(gateway.compliance.PartyKind.PERSON, name, born, country, null, numbers);
    }

    /** Personal data stays out of logs. */
    @Override
    public String toString() {
        return "Sender[" + country + "]";
    }
}
