package gateway.compliance.lists;

import gateway.compliance.Gender;
import gateway.compliance.Identifier;
import gateway.compliance.PartyKind;
import gateway.compliance.lists.ListEntry.ListedName;
import gateway.compliance.names.Name;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry while it is being read. What a list says and nobody can use (half a date, a strange country) is left out.
 */
final class EntryDraft {

    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_NAMES = 500;
    private static final int PINFL_DIGITS = 14;
    private static final int INN_DIGITS = 9;
    private static final String OURS = "UZ";

    private final int line;
    private final String id;
    private final PartyKind kind;
    private final List<ListedName> names = new ArrayList<>();
    private final List<BirthDate> born = new ArrayList<>();
    private final Set<String> countries = new LinkedHashSet<>();
    private final List<Identifier> identifiers = new ArrayList<>();
    private @Nullable Gender gender;

    EntryDraft(int line, String id, PartyKind kind) throws ListRefused {
        if (id.isBlank() || id.length() > 64) {
            throw new ListRefused(line, "has an entry without an id");
        }
        this.line = line;
        this.id = id.strip();
        this.kind = kind;
    }

    /** The main name comes first and has to be readable; others may be in a script that nobody can compare. */
    void name(String text, boolean weak) throws ListRefused {
        var name = text.length() > LONGEST_NAME ? Optional.<Name>empty() : Name.read(kind, text);
        if (name.isPresent()) {
            names.add(new ListedName(text.strip(), name.get(), weak));
        } else if (names.isEmpty()) {
            throw new ListRefused(line, "has no readable name for id " + Shown.of(id));
        }
        if (names.size() > MOST_NAMES) {
            throw new ListRefused(line, "has too many names for id " + Shown.of(id));
        }
    }

    void born(BirthDate date) {
        born.add(date);
    }

    void country(String text) {
        Countries.code(text).ifPresent(countries::add);
    }

    void gender(String text) {
        switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "male", "m" -> gender = Gender.MALE;
            case "female", "f" -> gender = Gender.FEMALE;
            default -> {}
        }
    }

    /**
     * By what the publisher calls it.
     *
     * @param issuer the country that gave it; empty where the list does not say
     */
    void number(String type, String value, String issuer) {
        var called = type.toLowerCase(Locale.ROOT);
        if (called.contains("passport")) {
            identifier(Identifier.Kind.PASSPORT, value);
        } else if (called.contains("tax id") || called.contains("taxpayer")) {
            inn(new Identifier(Identifier.Kind.INN, value), issuer);
        } else if (called.contains("national id") || called.contains("personal id")) {
            pinfl(new Identifier(Identifier.Kind.PINFL, value), issuer);
        }
    }

    // Another country's number of as many digits would make two persons of one who has both.
    private void pinfl(Identifier number, String issuer) {
        if (mayBeOurs(issuer) && isOf(PINFL_DIGITS, number)) {
            identifiers.add(number);
        }
    }

    // Numbers of other lengths are compared with those of their own length only.
    private void inn(Identifier number, String issuer) {
        if (!number.value().isEmpty() && (mayBeOurs(issuer) || !isOf(INN_DIGITS, number))) {
            identifiers.add(number);
        }
    }

    private static boolean mayBeOurs(String issuer) {
        return issuer.isBlank() || Countries.code(issuer).equals(Optional.of(OURS));
    }

    private static boolean isOf(int digits, Identifier number) {
        return number.value().matches("[0-9]{" + digits + "}");
    }

    void identifier(Identifier.Kind of, String value) {
        var identifier = new Identifier(of, value);
        if (!identifier.value().isEmpty()) {
            identifiers.add(identifier);
        }
    }

    ListEntry done() {
        return new ListEntry(id, kind, names, born, countries, gender, identifiers);
    }
}
