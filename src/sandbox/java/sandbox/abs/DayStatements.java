package sandbox.abs;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sandbox.books.BookEntry;
import sandbox.books.Books;

/** What a counterparty's books say of a day, as the CSV that the bank imports. */
public final class DayStatements {

    private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
    private static final String CURRENCY = "UZS";

    private DayStatements() {}

    /** One for each account of the core banking system on which something was booked that day. */
    public static List<String> ofAccounts(Books abs, LocalDate day) {
        var byAccount = new TreeMap<String, List<String>>();
        var balances = new TreeMap<String, Long>();
        try (var entries = abs.entries()) {
            entries.filter(it -> day.equals(day(it.facts().get("bookedAt")))).forEach(it -> {
                add(it, String.valueOf(it.facts().get("debit")), -1, day, byAccount, balances);
                add(it, String.valueOf(it.facts().get("credit")), 1, day, byAccount, balances);
            });
        }
        var statements = new ArrayList<String>();
        byAccount.forEach((account, lines) -> statements.add("abs;ABS-%s-%s;%s;%s;%s;0.00;%s%n%s"
                .formatted(
                        account,
                        day,
                        account,
                        CURRENCY,
                        day,
                        decimal(balances.getOrDefault(account, 0L)),
                        String.join("", lines))));
        return statements;
    }

    private static void add(
            BookEntry it,
            String account,
            int sign,
            LocalDate day,
            Map<String, List<String>> byAccount,
            Map<String, Long> balances) {
        byAccount
                .computeIfAbsent(account, _ -> new ArrayList<>())
                .add(line(it.reference(), sign < 0 ? "debit" : "credit", it.amount(), day));
        balances.merge(account, sign * it.amount(), Long::sum);
    }

    /** What a rail moved; what it gave back goes the other way under the same name. */
    public static String ofRail(String rail, Books books, LocalDate day) {
        var text = new StringBuilder("rail;%s-%s;%s;%s;%s%n".formatted(rail, day, rail, CURRENCY, day));
        books.all().forEach((reference, entries) -> {
            boolean debit = entries.stream().anyMatch(it -> it.kind().equals("DEBIT"));
            for (var it : entries) {
                switch (it.kind()) {
                    case "DEBIT" -> text.append(line(reference, "debit", it.amount(), day));
                    case "CREDIT", "REFUND" -> text.append(line(reference, "credit", it.amount(), day));
                    case "REVERSAL" -> text.append(line(reference, debit ? "credit" : "debit", it.amount(), day));
                    default -> {}
                }
            }
        });
        return text.toString();
    }

    private static String line(String reference, String side, long minor, LocalDate day) {
        return "%s;%s;%s;%s;%s%n".formatted(reference, side, decimal(minor), CURRENCY, day);
    }

    private static String decimal(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    private static LocalDate day(@org.jspecify.annotations.Nullable String at) {
        return at == null ? LocalDate.MIN : LocalDate.ofInstant(Instant.parse(at), TASHKENT);
    }
}
