package sandbox.tieout;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import sandbox.abs.DayStatement;
import sandbox.abs.DayStatements;
import sandbox.books.BookEntry;

/** The books of the core banking system and of the rails, copied, so that they can be falsified. */
final class TheirBooks {

    static final String ABS = "abs";

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

    private final Map<String, List<BookEntry>> books = new TreeMap<>();
    private final LocalDate day;

    TheirBooks(Map<String, List<BookEntry>> books, LocalDate day) {
        this.day = day;
        books.forEach((name, entries) -> this.books.put(name, new ArrayList<>(entries)));
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

    /** Everybody's about one day; those of rails even when they did nothing. */
    List<DayStatement> statements(LocalDate about) {
        return Stream.concat(
                        DayStatements.ofAccounts(of(ABS), about).stream(),
                        rails().stream().map(rail -> DayStatements.ofRail(rail, of(rail), about)))
                .toList();
    }
}
