package gateway.corebanking.statement;

import gateway.corebanking.statement.Statement.Entry;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a statement from CSV, a form of our own:
 *
 * <pre>
 * abs;ID;ACCOUNT;CURRENCY;DAY;OPENING;CLOSING     or     rail;ID;RAIL;CURRENCY;DAY
 * REFERENCE;debit|credit;AMOUNT;CURRENCY;DAY
 * </pre>
 *
 * The first line is the head; the balances of an account are credit balances and may be negative.
 */
public final class CsvStatement {

    private static final int MOST_ENTRIES = 200_000;
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x3A\\x3C-\\x7E]{1,100}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{20}");
    private static final Pattern RAIL = Pattern.compile("[a-z0-9-]{1,32}");

    private CsvStatement() {}

    public static Statement read(byte[] bytes) throws StatementRefused {
        var lines = new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1);
        var head = fields(1, lines[0], 5, 7);
        var source = source(head);
        var account = matching(1, head[2], source == Source.ABS ? NUMBER : RAIL, "has no account");
        var asset = asset(1, head[3]);
        var entries = entries(lines);
        if (source == Source.ABS) {
            balances(head, asset, entries);
        }
        return new Statement(matching(1, head[1], NAME, "has no id"), source, account, day(1, head[4]), entries);
    }

    private static Source source(String[] head) throws StatementRefused {
        if (head[0].equals("abs") && head.length == 7) {
            return Source.ABS;
        }
        if (head[0].equals("rail") && head.length == 5) {
            return Source.RAIL;
        }
        throw new StatementRefused(1, "must begin with abs and seven fields, or rail and five");
    }

    private static List<Entry> entries(String[] lines) throws StatementRefused {
        var entries = new ArrayList<Entry>();
        // The last line may end with its line's end.
        int end = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
        for (int i = 1; i < end; i++) {
            if (entries.size() >= MOST_ENTRIES) {
                throw new StatementRefused(i + 1, "is more than a statement may have");
            }
            entries.add(entry(i + 1, lines[i]));
        }
        return entries;
    }

    private static Entry entry(int line, String text) throws StatementRefused {
        var fields = fields(line, text, 5, 5);
        var asset = asset(line, fields[3]);
        return new Entry(
                line,
                day(line, fields[4]),
                matching(line, fields[0], NAME, "has no reference"),
                side(line, fields[1]),
                amount(line, fields[2], asset),
                asset);
    }

    private static void balances(String[] head, Asset asset, List<Entry> entries) throws StatementRefused {
        var opening = balance(head[5], asset);
        var closing = balance(head[6], asset);
        Balances.check(1, opening, closing, asset, entries);
    }

    private static long balance(String text, Asset asset) throws StatementRefused {
        boolean negative = text.startsWith("-");
        var amount = Money.parse(negative ? text.substring(1) : text, asset);
        if (amount.isEmpty()) {
            throw new StatementRefused(1, "has a balance that is no amount");
        }
        return negative ? -amount.get().minor() : amount.get().minor();
    }

    private static String[] fields(int line, String text, int least, int most) throws StatementRefused {
        if (text.length() > LONGEST_LINE) {
            throw new StatementRefused(line, "is too long");
        }
        var fields = text.split(";", -1);
        if (fields.length < least || fields.length > most) {
            throw new StatementRefused(line, "has " + fields.length + " fields");
        }
        return fields;
    }

    private static Side side(int line, String text) throws StatementRefused {
        return switch (text) {
            case "debit" -> Side.DEBIT;
            case "credit" -> Side.CREDIT;
            default -> throw new StatementRefused(line, "is neither debit nor credit");
        };
    }

    static long amount(int line, String text, Asset asset) throws StatementRefused {
        var amount = Money.parse(text, asset).filter(Money::isPositive);
        if (amount.isEmpty()) {
            throw new StatementRefused(line, "has no positive amount");
        }
        return amount.get().minor();
    }

    static Asset asset(int line, String code) throws StatementRefused {
        var asset = Asset.find(code);
        if (asset.isEmpty()) {
            throw new StatementRefused(line, "has a currency that is not known");
        }
        return asset.get();
    }

    static LocalDate day(int line, String text) throws StatementRefused {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() < 2200) {
                return day;
            }
        } catch (DateTimeException e) {
            throw new StatementRefused(line, "has no day such as 2026-01-31");
        }
        throw new StatementRefused(line, "has a day of another age");
    }

    static String matching(int line, String text, Pattern form, String otherwise) throws StatementRefused {
        if (!form.matcher(text).matches()) {
            throw new StatementRefused(line, otherwise);
        }
        return text;
    }
}
