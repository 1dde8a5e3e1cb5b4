package gateway.compliance;

import gateway.customers.Identity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be screened, as far as known.
 *
 * @param country of nationality or registration, ISO 3166 alpha-2
 */
public record Party(
        PartyKind kind,
        String name,
        @Nullable LocalDate born,
        @Nullable String country,
        @Nullable Gender gender,
        List<Identifier> identifiers) {

    public Party {
        identifiers = List.copyOf(identifiers);
    }

    /** A customer, with everything they have proven or said. */
    public static Party of(Identity it) {
        var numbers = new ArrayList<Identifier>();
        numbers.add(new Identifier(Identifier.Kind.PINFL, it.pinfl().digits()));
        it.documents().forEach(number -> numbers.add(new Identifier(Identifier.Kind.PASSPORT, number)));
        return new Party(
                PartyKind.PERSON,
                it.fullName(),
                it.born(),
                it.country(),
                it.pinfl().isMale() ? Gender.MALE : Gender.FEMALE,
                numbers);
    }

    /** A person of whom only the name is known. */
    public static Party person(String name) {
        return new Party(PartyKind.PERSON, name, null, null, null, List.of());
    }

    /** An organisation of which only the name is known. */
    public static Party organisation(String name) {
        return new Party(PartyKind.ORGANISATION, name, null, null, null, List.of());
    }

    /** Names of customers stay out of logs. */
    @Override
    public String toString() {
        return "Party[" + kind + "]";
    }
}
