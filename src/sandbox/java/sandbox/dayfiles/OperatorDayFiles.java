package sandbox.dayfiles;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import sandbox.abs.DayStatements;
import sandbox.abs.DayStatements.Move;
import sandbox.books.BookEntry;

/** A day of an operator that charges for us: Payme's list of receipts, tables of Click's and Uzum Bank's payments. */
public final class OperatorDayFiles {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int UNPAID = 0;
    private static final int PAID = 4;
    private static final int CANCELLED = 50;

    private OperatorDayFiles() {}

    /** A receipt as {@code receipts.get_all} tells it. */
    public record Receipt(String id, long created, long amount, int state) {

        public Receipt in(int next) {
            return new Receipt(id, created, amount, next);
        }
    }

    /** Receipts that were created that day, as they stand now. */
    public static List<Receipt> receipts(Collection<BookEntry> books, LocalDate day) {
        var byId = books.stream()
                .collect(Collectors.groupingBy(BookEntry::reference, LinkedHashMap::new, Collectors.toList()));
        return byId.values().stream()
                .filter(it -> it.getFirst().kind().equals("RECEIPT"))
                .filter(it -> day.equals(
                        LocalDate.ofInstant(Instant.parse(it.getFirst().at()), TASHKENT)))
                .map(OperatorDayFiles::receipt)
                .toList();
    }

    private static Receipt receipt(List<BookEntry> entries) {
        var made = entries.getFirst();
        var kinds = entries.stream().map(BookEntry::kind).toList();
        boolean over = kinds.contains("REVERSAL") || kinds.contains("CLOSED");
        int state = over ? CANCELLED : kinds.contains("DEBIT") ? PAID : UNPAID;
        return new Receipt(made.reference(), Instant.parse(made.at()).toEpochMilli(), made.amount(), state);
    }

    /** What {@code receipts.get_all} answers. */
    public static String payme(List<Receipt> receipts) {
        return receipts.stream()
                .map(OperatorDayFiles::receipt)
                .collect(Collectors.joining(",\n", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\n", "\n]}\n"));
    }

    private static String receipt(Receipt it) {
        return """
                {"_id":"%s","create_time":%d,"pay_time":0,"cancel_time":0,"state":%d,"type":2,"external":false,\
                "error":null,"amount":%d,"currency":860,"commission":0,"account":[{"name":"order_id","value":"1"}],\
                "meta":{"source":"subscribe"}}""".formatted(it.id(), it.created(), it.state(), it.amount());
    }

    /** @param part of the day, in the file's id */
    public static String click(List<Move> moves, LocalDate day, int part) {
        return table(
                "CLICK;CLICK-%s-%d;%s%n".formatted(day, part, day)
                        + "merchant_trans_id;payment_id;amount;operation;payment_status;time\n",
                moves,
                it -> "%s;%s;%s;%s;2;%s%n"
                        .formatted(
                                it.entry().reference(),
                                it.entry().facts().getOrDefault("payment", ""),
                                soms(it.entry().amount()),
                                operation(it),
                                at(it)),
                OperatorDayFiles::soms);
    }

    /** @param part of the day, in the file's id */
    public static String uzum(List<Move> moves, LocalDate day, int part) {
        return table(
                "UZUM;UZUM-%s-%d;%s%n".formatted(day, part, day) + "transaction_id;amount;operation;status;time\n",
                moves,
                it -> "%s;%d;%s;SUCCESS;%s%n"
                        .formatted(it.entry().reference(), it.entry().amount(), operation(it), at(it)),
                String::valueOf);
    }

    public static List<Move> moves(Collection<BookEntry> books, LocalDate day) {
        return DayStatements.moves(books, day);
    }

    private static String table(
            String head, List<Move> moves, Function<Move, String> row, Function<Long, String> amount) {
        long sum = moves.stream().mapToLong(it -> it.entry().amount()).sum();
        return head
                + moves.stream().map(row).collect(Collectors.joining())
                + "TOTAL;%d;%s%n".formatted(moves.size(), amount.apply(sum));
    }

    private static String operation(Move it) {
        return it.debit() ? "payment" : "reversal";
    }

    private static String soms(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    private static String at(Move it) {
        return TIME.format(Instant.parse(it.entry().at()).atZone(TASHKENT));
    }
}
