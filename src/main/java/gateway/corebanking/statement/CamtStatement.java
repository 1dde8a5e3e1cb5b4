package gateway.corebanking.statement;

import gateway.corebanking.statement.Statement.Entry;
import gateway.corebanking.statement.Statement.Side;
import gateway.corebanking.statement.Statement.Source;
import gateway.platform.iso20022.AccountStatement;
import gateway.platform.iso20022.AccountStatement.Booking;
import gateway.platform.iso20022.StatementReader;
import gateway.platform.xml.XmlRefused;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** The core banking system's statement from ISO 20022 camt.053: every entry is one document of ours. */
public final class CamtStatement {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{20}");
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]{1,100}");

    private CamtStatement() {}

    public static Statement read(byte[] bytes) throws StatementRefused {
        try {
            return statement(StatementReader.read(bytes));
        } catch (XmlRefused e) {
            throw new StatementRefused(e.line(), e.reason());
        }
    }

    private static Statement statement(AccountStatement it) throws StatementRefused {
        var entries = new ArrayList<Entry>();
        for (var booking : it.bookings()) {
            entries.add(entry(booking));
        }
        return new Statement(
                it.id(),
                Source.ABS,
                CsvStatement.matching(1, it.account(), NUMBER, "has no 20-digit account"),
                it.day(),
                entries);
    }

    private static Entry entry(Booking it) throws StatementRefused {
        if (it.details().size() > 1) {
            throw new StatementRefused(it.line(), "has several payments; an entry is one document");
        }
        var named = it.details().isEmpty() ? "" : it.details().getFirst().endToEnd();
        return new Entry(
                it.line(),
                it.day(),
                CsvStatement.matching(it.line(), named.isEmpty() ? it.reference() : named, NAME, "has no reference"),
                it.side() == AccountStatement.Side.CREDIT ? Side.CREDIT : Side.DEBIT,
                it.amount().minor(),
                it.amount().asset());
    }
}
