package gateway.issuing;

import gateway.issuing.Controls.Choice;
import gateway.issuing.Controls.Limit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which controls make sense. */
final class ControlRules {

    private static final Pattern CATEGORY = Pattern.compile("[0-9]{4}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern MERCHANT = Pattern.compile("[0-9]{1,11}/[ -~]{1,15}");
    private static final int MOST_WORDS = 200;

    private ControlRules() {}

    /** What is wrong with them, for people; empty when nothing is. */
    static Optional<String> complaint(Controls controls) {
        return Stream.of(
                        amount(controls),
                        limits(controls),
                        words("categories", controls.categories(), CATEGORY.asMatchPredicate()),
                        words("countries", controls.countries(), COUNTRY.asMatchPredicate()),
                        words("merchants", controls.merchants(), MERCHANT.asMatchPredicate()),
                        words("channels", controls.channels(), ControlRules::isChannel),
                        hours(controls))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> amount(Controls controls) {
        var most = controls.most();
        return most != null && most <= 0 ? Optional.of("A largest amount must be above zero") : Optional.empty();
    }

    private static Optional<String> limits(Controls controls) {
        var seen = new HashSet<Controls.Period>();
        return controls.limits().stream()
                .map(limit -> seen.add(limit.period()) ? limit(limit) : "One limit per period")
                .filter(complaint -> !complaint.isEmpty())
                .findFirst();
    }

    private static String limit(Limit limit) {
        if (limit.amount() == null && limit.count() == null) {
            return "A limit counts an amount, or times, or both";
        }
        return isNegative(limit.amount()) || isNegative(limit.count()) ? "A limit cannot be negative" : "";
    }

    private static boolean isNegative(@Nullable Long number) {
        return number != null && number < 0;
    }

    private static Optional<String> words(String name, @Nullable Choice choice, Predicate<String> fits) {
        if (choice == null) {
            return Optional.empty();
        }
        if (choice.words().isEmpty() || choice.words().size() > MOST_WORDS) {
            return Optional.of(name + ": a list has 1 to " + MOST_WORDS + " entries");
        }
        return choice.words().stream().allMatch(fits)
                ? Optional.empty()
                : Optional.of(name + ": not written as they must be");
    }

    private static boolean isChannel(String word) {
        return Arrays.stream(Channel.values())
                .anyMatch(channel -> channel != Channel.UNTOLD && channel.name().equals(word));
    }

    private static Optional<String> hours(Controls controls) {
        var hours = controls.hours();
        return hours != null && hours.from().equals(hours.to())
                ? Optional.of("Hours that end when they begin are none")
                : Optional.empty();
    }
}
