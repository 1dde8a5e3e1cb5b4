package sandbox.abs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sandbox.abs.DayStatement.Line;
import sandbox.books.BookEntry;

/** What a counterparty's books say of a day. */
public final class DayStatements {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");

    private DayStatements() {}

    /** One for each account of the core banking system on which something was booked that day. */
    public static List<DayStatement> ofAccounts(Collection<BookEntry> abs, LocalDate day) {
        var byAccount = new TreeMap<String, List<Line>>();
        for (var it : abs) {
            if (day.equals(day(it.facts().get("bookedAt")))) {
                add(it, "debit", byAccount);
                add(it, "credit", byAccount);
            }
        }
        return byAccount.entrySet().stream()
                .map(it -> new DayStatement(false, it.getKey(), day, it.getValue()))
                .toList();
    }

    private static void add(BookEntry it, String side, Map<String, List<Line>> byAccount) {
        byAccount
                .computeIfAbsent(String.valueOf(it.facts().get(side)), _ -> new ArrayList<>())
                .add(new Line(it.reference(), side.equals("debit"), it.amount(), it.currency()));
    }

    /** What a rail moved that day; what it gave back goes the other way under the same name. */
    public static DayStatement ofRail(String rail, Collection<BookEntry> books, LocalDate day) {
        return new DayStatement(
                true,
                rail,
                day,
                moves(books, day).stream()
                        .map(it -> line(it.entry(), it.debit()))
                        .toList());
    }

    /**
     * Money that a rail moved.
     *
     * @param debit whether it was taken from a card, so that the rail owes it
     */
    public record Move(BookEntry entry, boolean debit) {}

    /** What a rail moved that day, in the order of the names it had first. */
    public static List<Move> moves(Collection<BookEntry> books, LocalDate day) {
        var byReference = new LinkedHashMap<String, List<BookEntry>>();
        books.forEach(it -> byReference
                .computeIfAbsent(it.reference(), _ -> new ArrayList<>())
                .add(it));
        var moves = new ArrayList<Move>();
        byReference.values().forEach(entries -> addMoves(entries, day, moves));
        return moves;
    }

    private static void addMoves(List<BookEntry> entries, LocalDate day, List<Move> moves) {
        boolean debit = entries.stream().anyMatch(it -> it.kind().equals("DEBIT"));
        boolean credit = entries.stream().anyMatch(it -> it.kind().equals("CREDIT"));
        for (var it : entries) {
            if (!day.equals(day(it.at())) || it.amount() == 0) {
                continue;
            }
            switch (it.kind()) {
                case "DEBIT" -> moves.add(new Move(it, true));
                case "CREDIT", "REFUND" -> moves.add(new Move(it, false));
                case "REVERSAL" -> {
                    // What never happened is not given back.
                    if (debit || credit) {
                        moves.add(new Move(it, !debit));
                    }
                }
                default -> {}
            }
        }
    }

    private static Line line(BookEntry it, boolean debit) {
        return new Line(it.reference(), debit, it.amount(), it.currency());
    }

    private static LocalDate day(@org.jspecify.annotations.Nullable String at) {
        return at == null ? LocalDate.MIN : LocalDate.ofInstant(Instant.parse(at), TASHKENT);
    }
}
