package gateway.compliance.lists;

import gateway.compliance.Gender;
import gateway.compliance.Identifier;
import gateway.compliance.PartyKind;
import gateway.compliance.names.Name;
import gateway.platform.crypto.Sha256;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on a list.
 *
 * @param id as the publisher numbers it
 * @param names all of them, the main one first; never empty
 * @param born every date the list considers possible; empty where it knows none
 * @param countries of nationality or registration, ISO 3166 alpha-2
 */
public record ListEntry(
        String id,
        PartyKind kind,
        List<ListedName> names,
        List<BirthDate> born,
        Set<String> countries,
        @Nullable Gender gender,
        List<Identifier> identifiers) {

    /**
     * One of its names.
     *
     * @param weak the publisher itself doubts that it tells anybody apart
     */
    public record ListedName(String text, Name name, boolean weak) {}

    public ListEntry {
        names = List.copyOf(names);
        born = List.copyOf(born);
        countries = Set.copyOf(countries);
        identifiers = List.copyOf(identifiers);
    }

    /** The same while nothing that is compared has changed, whichever publication it stands in. */
    public byte[] fingerprint() {
        var text = new StringBuilder(kind.name()).append('\n');
        names.forEach(
                name -> text.append(name.text()).append(name.weak() ? "~" : "").append('\n'));
        born.forEach(date -> text.append(date.earliest()).append(date.latest()).append('\n'));
        countries.stream().sorted().forEach(country -> text.append(country).append('\n'));
        text.append(gender).append('\n');
        identifiers.forEach(
                number -> text.append(number.kind()).append(number.value()).append('\n'));
        return Sha256.of(text.toString());
    }
}
