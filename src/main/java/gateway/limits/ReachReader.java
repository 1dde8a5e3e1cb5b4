package gateway.limits;

import gateway.rulebook.Fields;
import gateway.rulebook.Operation;
import gateway.rulebook.PackNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads from a pack to which payments a limit applies. */
final class ReachReader {

    /** The fields it reads. */
    static final List<String> FIELDS = List.of("operations", "rails", "tiers", "channels", "countries", "categories");

    private static final Set<String> RAILS = Set.of("uzcard", "humo", "visa", "payme", "click", "uzum");
    private static final Set<String> CHANNELS =
            Set.of("app", "web", "partner", "branch", "pos", "ecom", "atm", "contactless", "qr", "moto", "untold");
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(java.util.Locale.getISOCountries()));
    private static final Pattern CATEGORY = Pattern.compile("[0-9]{4}");
    private static final int HIGHEST_TIER = 3;

    private ReachReader() {}

    static Reach read(Fields fields) {
        return new Reach(
                set(fields, "operations", place -> place.word(Operation.values())),
                set(fields, "rails", place -> oneOf(place, RAILS)),
                set(fields, "tiers", ReachReader::tier),
                set(fields, "channels", place -> oneOf(place, CHANNELS)),
                set(fields, "countries", place -> text(place, "must be a country such as UZ", COUNTRIES::contains)),
                set(
                        fields,
                        "categories",
                        place -> text(place, "must be four digits in quotes", CATEGORY.asMatchPredicate())));
    }

    private static <T> Set<T> set(Fields fields, String name, Function<PackNode, T> reader) {
        return fields.optional(name).map(place -> place.set(reader)).orElse(Set.of());
    }

    private static int tier(PackNode place) {
        int tier = place.number();
        if (tier > HIGHEST_TIER) {
            throw place.fault("must be a tier from 0 to " + HIGHEST_TIER);
        }
        return tier;
    }

    private static String oneOf(PackNode place, Set<String> words) {
        return text(place, "must be one of " + String.join(", ", new TreeSet<>(words)), words::contains);
    }

    private static String text(PackNode place, String otherwise, Predicate<String> good) {
        return place.read(otherwise, text -> Optional.of(text).filter(good));
    }
}
