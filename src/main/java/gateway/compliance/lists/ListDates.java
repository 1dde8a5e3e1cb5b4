package gateway.compliance.lists;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Birth dates as lists write them: {@code 10 Dec 1948}, {@code Dec 1948}, {@code 1948}, {@code circa 1948 to 1950}. */
final class ListDates {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2}) (\\p{L}{3})\\p{L}* (\\d{4})");
    private static final Pattern MONTH = Pattern.compile("(\\p{L}{3})\\p{L}* (\\d{4})");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern YEAR = Pattern.compile("\\b(\\d{4})\\b");
    private static final int FIRST_YEAR = 1850;
    private static final int LAST_YEAR = 2150;

    private ListDates() {}

    /** Empty for what is no date, such as 0000-00-00. */
    static Optional<BirthDate> read(String text) {
        var said = text.strip().toLowerCase(Locale.ROOT);
        try {
            return iso(said)
                    .or(() -> day(said))
                    .or(() -> month(said))
                    .or(() -> years(said))
                    .filter(ListDates::isPossible);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isPossible(BirthDate date) {
        return date.earliest().getYear() >= FIRST_YEAR && date.latest().getYear() <= LAST_YEAR;
    }

    private static Optional<BirthDate> iso(String said) {
        return match(ISO, said).map(it -> BirthDate.on(LocalDate.of(number(it, 1), number(it, 2), number(it, 3))));
    }

    private static Optional<BirthDate> day(String said) {
        return match(DAY, said)
                .filter(it -> MONTHS.contains(it.group(2)))
                .map(it -> BirthDate.on(LocalDate.of(number(it, 3), monthOf(it.group(2)), number(it, 1))));
    }

    private static Optional<BirthDate> month(String said) {
        return match(MONTH, said).filter(it -> MONTHS.contains(it.group(1))).map(it -> {
            var first = LocalDate.of(number(it, 2), monthOf(it.group(1)), 1);
            return new BirthDate(first, first.plusMonths(1).minusDays(1));
        });
    }

    private static Optional<BirthDate> years(String said) {
        var years = YEAR.matcher(said)
                .results()
                .map(it -> number(it, 1))
                .filter(year -> year >= FIRST_YEAR && year <= LAST_YEAR)
                .toList();
        if (years.isEmpty()) {
            return Optional.empty();
        }
        int first = years.getFirst();
        int last = years.getLast();
        if (first == last && (said.contains("circa") || said.contains("approx"))) {
            return Optional.of(BirthDate.about(first));
        }
        return Optional.of(BirthDate.between(Math.min(first, last), Math.max(first, last)));
    }

    private static Optional<MatchResult> match(Pattern pattern, String said) {
        var matcher = pattern.matcher(said);
        return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    private static int monthOf(String name) {
        return MONTHS.indexOf(name) + 1;
    }

    private static int number(MatchResult it, int group) {
        return Integer.parseInt(it.group(group));
    }
}
