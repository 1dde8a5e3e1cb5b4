package sandbox.dayfiles;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import sandbox.abs.DayStatements;
import sandbox.abs.DayStatements.Move;
import sandbox.books.BookEntry;

/** A rail's day in the rail's own form: SVGate's report for UZCARD, a table for HUMO. */
public final class RailDayFiles {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final DateTimeFormatter DATE12 = DateTimeFormatter.ofPattern("uuMMddHHmmss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private RailDayFiles() {}

    /** What {@code report.detail} answers. */
    public static String uzcard(Collection<BookEntry> books, LocalDate day) {
        return uzcard(DayStatements.moves(books, day));
    }

    public static String uzcard(List<Move> moves) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\n"
                + moves.stream().map(RailDayFiles::tran).collect(Collectors.joining(",\n"))
                + "\n]}\n";
    }

    private static String tran(Move it) {
        var entry = it.entry();
        return """
                {"id":"%s","refNum":"%s","ext":"%s","tranType":"%s","date12":"%s","amount":%d,"currency":"860",\
                "pan":"%s","resp":0,"status":"OK"}""".formatted(
                        entry.facts().getOrDefault("tran", ""),
                        entry.facts().getOrDefault("ref", ""),
                        entry.reference(),
                        it.debit() ? "DEBIT" : "CREDIT",
                        at(entry, DATE12),
                        entry.amount(),
                        entry.card());
    }

    /** @param session of the day, part of the file's id */
    public static String humo(Collection<BookEntry> books, LocalDate day, int session) {
        return humo(DayStatements.moves(books, day), day, session);
    }

    public static String humo(List<Move> moves, LocalDate day, int session) {
        return "HUMO;HUMO-%s-%d;%s%n".formatted(day, session, day)
                + "paymentRef;paymentID;amount;currency;direction;action;time\n"
                + moves.stream().map(RailDayFiles::row).collect(Collectors.joining())
                + "TOTAL;%d;%d%n"
                        .formatted(
                                moves.size(),
                                moves.stream()
                                        .mapToLong(it -> it.entry().amount())
                                        .sum());
    }

    private static String row(Move it) {
        var entry = it.entry();
        return "%s;%s;%d;%s;%s;10;%s%n"
                .formatted(
                        entry.reference(),
                        entry.facts().getOrDefault("paymentID", ""),
                        entry.amount(),
                        entry.currency(),
                        it.debit() ? "D" : "C",
                        at(entry, TIME));
    }

    private static String at(BookEntry entry, DateTimeFormatter form) {
        return form.format(Instant.parse(entry.at()).atZone(TASHKENT));
    }
}
