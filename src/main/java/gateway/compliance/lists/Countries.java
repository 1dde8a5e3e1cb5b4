package gateway.compliance.lists;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Codes of countries by their English names, as lists write them. */
final class Countries {

    private static final Map<String, String> BY_NAME = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toUnmodifiableMap(
                    code -> Locale.of("", code)
                            .getDisplayCountry(Locale.ENGLISH)
                            .toLowerCase(Locale.ROOT),
                    Function.identity(),
                    (one, _) -> one));

    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("russian federation", "RU"),
            Map.entry("iran (islamic republic of)", "IR"),
            Map.entry("syrian arab republic", "SY"),
            Map.entry("democratic people's republic of korea", "KP"),
            Map.entry("korea, north", "KP"),
            Map.entry("korea, south", "KR"),
            Map.entry("republic of korea", "KR"),
            Map.entry("turkey", "TR"),
            Map.entry("burma", "MM"),
            Map.entry("united states of america", "US"),
            Map.entry("republic of uzbekistan", "UZ"));

    private Countries() {}

    /** From a code or a name; empty where it is neither. */
    static Optional<String> code(String text) {
        var name = text.strip().toLowerCase(Locale.ROOT);
        if (name.length() == 2 && BY_NAME.containsValue(name.toUpperCase(Locale.ROOT))) {
            return Optional.of(name.toUpperCase(Locale.ROOT));
        }
        var otherwise = OTHERWISE.get(name);
        return Optional.ofNullable(otherwise == null ? BY_NAME.get(name) : otherwise);
    }
}
