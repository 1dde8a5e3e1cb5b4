package gateway.reconciliation;

import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the books disagree about in one item; pure. What counts is what the counterparty owes for it in the end, so that
 * what was undone on both sides, or corrected, is no break.
 */
public final class BreakRules {

    private BreakRules() {}

    /**
     * What is to be said of an item.
     *
     * @param heard books that had something to say; of the others nothing is known
     * @param agreed all books that there are agree, and nothing is left to wait for
     */
    public record Judged(List<Break> breaks, Set<Book> heard, boolean agreed) {

        public Judged {
            breaks = List.copyOf(breaks);
            heard = Set.copyOf(heard);
        }
    }

    public static Judged of(Item item, Terms terms) {
        var theirs = theirs(item, terms);
        var bank = bank(item, terms);
        var heard = EnumSet.noneOf(Book.class);
        theirs.ifPresent(_ -> heard.add(Book.THEIRS));
        bank.ifPresent(_ -> heard.add(Book.BANK));
        var breaks = new ArrayList<Break>();
        theirs.ifPresent(breaks::addAll);
        bank.ifPresent(breaks::addAll);
        var alone = alone(item, terms, theirs, bank);
        return new Judged(
                breaks.stream().map(it -> it.with(alone)).toList(), heard, heard.size() == 2 && breaks.isEmpty());
    }

    /** Empty where nothing can be said: without a file of the day silence means nothing. */
    private static Optional<List<Break>> theirs(Item item, Terms terms) {
        var ours = of(item, Book.OURS, Book.REPAIR);
        var theirs = of(item, Book.THEIRS);
        if (theirs.isEmpty() && !isTold(ours, terms.theirs()::contains)) {
            return unlessOurs(ours);
        }
        return Optional.of(compare(item, Book.THEIRS, terms, last(terms.theirs(), terms), ours, theirs));
    }

    /**
     * A repair's document is the bank's to book or to leave: where it has corrected its book by its own paper, it wants
     * no second one. Either is right.
     */
    private static Optional<List<Break>> bank(Item item, Terms terms) {
        var told = terms.bank();
        if (told == null) {
            return Optional.of(List.of());
        }
        var ours = of(item, Book.OURS);
        var theirs = of(item, Book.BANK);
        if (theirs.stream().anyMatch(it -> told.isHalf(it.day()))) {
            return Optional.empty();
        }
        if (theirs.isEmpty() && !isTold(ours, told::tells)) {
            return unlessOurs(ours);
        }
        var last = last(told.whole(), terms);
        var without = compare(item, Book.BANK, terms, last, ours, theirs);
        var repaired = of(item, Book.OURS, Book.REPAIR);
        return repaired.size() == ours.size()
                        || without.isEmpty()
                        || !compare(item, Book.BANK, terms, last, repaired, theirs)
                                .isEmpty()
                ? Optional.of(without)
                : Optional.of(List.of());
    }

    private static List<Line> of(Item item, Book... books) {
        var wanted = Set.of(books);
        return item.lines().stream().filter(it -> wanted.contains(it.book())).toList();
    }

    private static boolean isTold(List<Line> lines, Predicate<LocalDate> told) {
        return lines.stream().map(Line::day).anyMatch(told);
    }

    private static Optional<List<Break>> unlessOurs(List<Line> ours) {
        return ours.isEmpty() ? Optional.of(List.of()) : Optional.empty();
    }

    private static LocalDate last(Set<LocalDate> told, Terms terms) {
        return told.stream().max(LocalDate::compareTo).orElse(terms.until());
    }

    private static List<Break> compare(
            Item item, Book against, Terms terms, LocalDate last, List<Line> ours, List<Line> theirs) {
        return new Comparison(item.name(), against, terms, last, ours, theirs).breaks();
    }

    /** Only where both others have told of that day: who has not said anything yet agrees with nobody. */
    private static Alone alone(Item item, Terms terms, Optional<List<Break>> theirs, Optional<List<Break>> bank) {
        var told = terms.bank();
        if (told == null
                || theirs.isEmpty()
                || bank.isEmpty()
                || isSilent(item, Book.THEIRS, terms.theirs()::contains)
                || isSilent(item, Book.BANK, told::tells)) {
            return Alone.UNKNOWN;
        }
        if (bank.get().isEmpty()) {
            return Alone.THEIRS;
        }
        if (theirs.get().isEmpty()) {
            return Alone.BANK;
        }
        return sum(of(item, Book.THEIRS)).equals(sum(of(item, Book.BANK))) ? Alone.OURS : Alone.EACH;
    }

    private static boolean isSilent(Item item, Book book, Predicate<LocalDate> told) {
        return of(item, book).isEmpty() && !isTold(item.lines(), told);
    }

    /** What it comes to in each currency; what came and went is nothing, as what never was. */
    private static Map<Asset, Long> sum(List<Line> lines) {
        var sums = new HashMap<Asset, Long>();
        lines.stream().filter(Line::isDone).forEach(it -> sums.merge(it.asset(), it.signed(), Math::addExact));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    /** What the counterparty owes by these lines. */
    static long net(Stream<Line> lines) {
        return lines.mapToLong(Line::signed).reduce(0, Math::addExact);
    }
}
