package sandbox.tieout;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sandbox.abs.DayStatement;
import sandbox.abs.DayStatements;
import sandbox.books.BookEntry;

/** The books of the core banking system and of the rails, copied, so that they can be falsified. */
final class TheirBooks {

    static final String ABS = "abs";

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

    private final Map<String, List<BookEntry>> books = new TreeMap<>();
    /** Of the core banking system, on which something was before anything was falsified. */
    private final Set<String> accounts;

    private final LocalDate day;

    TheirBooks(Map<String, List<BookEntry>> books, LocalDate day) {
        this.day = day;
        books.forEach((name, entries) -> this.books.put(name, new ArrayList<>(entries)));
        this.accounts = DayStatements.ofAccounts(of(ABS), day).stream()
                .map(DayStatement::account)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> rails() {
        return books.keySet().stream().filter(it -> !it.equals(ABS)).toList();
    }

    /** Of one of them; what is changed here is changed there. */
    List<BookEntry> of(String name) {
        return books.getOrDefault(name, List.of());
    }

    boolean isOfTheDay(String moment) {
        return LocalDate.ofInstant(Instant.parse(moment), TASHKENT).equals(day);
    }

    /**
     * Everybody's about one day. Those of rails even when they did nothing, and of the day itself those of all accounts
     * on which something was, also of one on which nothing is left: otherwise it would be silent, and no break.
     */
    List<DayStatement> statements(LocalDate about) {
        return Stream.concat(
                        ofAccounts(about), rails().stream().map(rail -> DayStatements.ofRail(rail, of(rail), about)))
                .toList();
    }

    private Stream<DayStatement> ofAccounts(LocalDate about) {
        var moved = DayStatements.ofAccounts(of(ABS), about);
        var still = moved.stream().map(DayStatement::account).collect(Collectors.toSet());
        return Stream.concat(
                moved.stream(),
                accounts.stream()
                        .filter(it -> about.equals(day) && !still.contains(it))
                        .map(it -> new DayStatement(false, it, about, List.of())));
    }
}
