package gateway.corebanking.statement;

import gateway.shared.money.Asset;
import java.time.LocalDate;
import java.util.List;

/**
 * What somebody else's books say of one account on one day.
 *
 * @param id theirs; an import is repeated under the same one
 * @param account twenty digits of the core banking system, or a rail's name
 */
public record Statement(String id, Source source, String account, LocalDate day, List<Entry> entries) {

    public Statement {
        entries = List.copyOf(entries);
    }

    /** Whose books. */
    public enum Source {
        ABS,
        RAIL
    }

    /** Which way. With a rail a debit is what it took from a card, and owes us. */
    public enum Side {
        DEBIT,
        CREDIT
    }

    /**
     * One line.
     *
     * @param line of the file
     * @param reference the document's name, or the name under which the rail knows our message
     */
    public record Entry(int line, LocalDate day, String reference, Side side, long minor, Asset asset) {}
}
