package gateway.reconciliation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
     * @param agreed all books that there are agree, and nothing is left to wait for
     */
    public record Judged(List<Break> breaks, boolean agreed) {

        public Judged {
            breaks = List.copyOf(breaks);
        }
    }

    public static Judged of(Item item, Terms terms) {
        var breaks = new ArrayList<Break>();
        boolean heard = against(item, terms, Book.THEIRS, terms.theirs(), breaks);
        var bank = terms.bank();
        if (bank != null) {
            heard &= against(item, terms, Book.BANK, bank, breaks);
        }
        return new Judged(breaks, heard && breaks.isEmpty());
    }

    /** Whether anything can be said: without a file of the day silence means nothing. */
    private static boolean against(Item item, Terms terms, Book book, Set<LocalDate> told, List<Break> breaks) {
        var ours = item.lines().stream().filter(it -> isOurs(it, book)).toList();
        var theirs = item.lines().stream().filter(it -> it.book() == book).toList();
        if (theirs.isEmpty() && ours.stream().noneMatch(it -> told.contains(it.day()))) {
            return ours.isEmpty();
        }
        var last = told.stream().max(LocalDate::compareTo).orElse(terms.until());
        breaks.addAll(new Comparison(item.name(), book, terms, last, ours, theirs).breaks());
        return true;
    }

    private static boolean isOurs(Line line, Book against) {
        return line.book() == Book.OURS || (line.book() == Book.REPAIR && against == Book.THEIRS);
    }

    /** What the counterparty owes by these lines. */
    static long net(Stream<Line> lines) {
        return lines.mapToLong(Line::signed).reduce(0, Math::addExact);
    }
}
