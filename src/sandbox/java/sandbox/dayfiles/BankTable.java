package sandbox.dayfiles;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import sandbox.abs.DayStatement.Line;

/** The bank's statement of an account as a table, for a part of a day. */
public final class BankTable {

    private BankTable() {}

    /** @param id of the statement */
    public static String csv(String id, LocalDate day, List<Line> lines) {
        long sum = lines.stream().mapToLong(Line::minor).sum();
        return "ABS;%s;%s%n".formatted(id, day)
                + "document;amount;currency;side;day\n"
                + lines.stream().map(it -> row(it, day)).collect(Collectors.joining())
                + "TOTAL;%d;%s%n".formatted(lines.size(), decimal(sum));
    }

    private static String row(Line it, LocalDate day) {
        return "%s;%s;%s;%s;%s%n"
                .formatted(it.reference(), decimal(it.minor()), it.currency(), it.isDebit() ? "debit" : "credit", day);
    }

    private static String decimal(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }
}
