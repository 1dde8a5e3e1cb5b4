package gateway.compliance.names;

import gateway.compliance.Gender;
import gateway.compliance.PartyKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name taken apart.
 *
 * @param isPerson whether it was read as a person's
 * @param tokens the words that tell who it is, in the order they were written; never empty
 * @param patronymic the father's name; many leave it out
 * @param gender what the patronymic says
 * @param surname what the ending of the family name says, which is less
 * @param legalForm of an organisation; empty where it says none
 * @param mixed whether one word was written in two alphabets
 */
public record Name(
        boolean isPerson,
        List<NameToken> tokens,
        @Nullable NameToken patronymic,
        @Nullable Gender gender,
        @Nullable Gender surname,
        String legalForm,
        boolean mixed) {

    public Name {
        tokens = List.copyOf(tokens);
    }

    /** Empty where there is nothing to compare: no letters at all, or a legal form and no name. */
    public static Optional<Name> read(PartyKind kind, String text) {
        return new NameReader(kind, text).read();
    }

    /** Whether one of the plain words may be the father's name: the third word, or one with such an ending. */
    public boolean mayNameFather() {
        return tokens.size() > 2
                || tokens.stream().anyMatch(token -> Patronymics.ending(token).isPresent());
    }
}
