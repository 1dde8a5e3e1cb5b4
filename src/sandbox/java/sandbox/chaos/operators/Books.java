package sandbox.chaos.operators;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import sandbox.books.BookEntry;
import sandbox.chaos.Verdict;
import sandbox.embedded.Database;

/**
 * What the gateway's database says about operators' payments, read without its own code, and compared line by line with
 * what the operators wrote down.
 */
final class Books {

    private static final String TRANSACTIONS = """
            select t.operator, t.their_id, t.state, t.amount_minor, t.version,
                   (select coalesce(string_agg(purpose || ':' || amount_minor, ' ' order by purpose, id), '')
                      from ledger.transfer where reference = t.id and kind = 1) moved,
                   (select coalesce(string_agg(type, ' ' order by version), '')
                      from platform.outbox where subject = t.id and type <> 'topup.kept') told,
                   coalesce((select i.state from operators.invoice i where i.number = t.invoice), '') invoice
              from operators.transaction t
            """;
    private static final String OWED = """
            select substr(label, 10), sum(debits_posted - credits_posted)
              from ledger.account
             where label like 'operator:%'
             group by label
            """;
    // What a card got is its owner's too.
    private static final String PAYEES = """
            select owner::text, sum(minor)
              from (select owner, credits_posted - debits_posted as minor from ledger.account where kind <> 3
                     union all
                    select payee, amount_minor - fee_minor from operators.transaction where onward = 'arrived') x
             group by owner
            """;
    private static final String ON_CARDS = """
            select 'cards', coalesce(sum(amount_minor - fee_minor), 0)
              from operators.transaction where onward = 'arrived'
            """;
    private static final String ON_ITS_WAY =
            "select 'cards', count(*) from operators.transaction where onward_at is not null";
    // As the ledger numbers them: what an operator's customer paid, and its way back.
    private static final int TOP_UP = 8;
    private static final int TOP_UP_RETURN = 9;

    private final Map<String, List<Row>> rows = new LinkedHashMap<>();
    private final Map<String, Long> owed;
    private final Map<String, Long> payees;
    private final long onCards;

    private Books(Map<String, Long> owed, Map<String, Long> payees, long onCards) {
        this.owed = owed;
        this.payees = payees;
        this.onCards = onCards;
    }

    /** A transaction with everything that hangs on it. */
    private record Row(String name, String state, long minor, int version, String moved, String told, String invoice) {}

    static Books read(Database database) {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            var books = new Books(
                    sums(statement.executeQuery(OWED)),
                    sums(statement.executeQuery(PAYEES)),
                    sums(statement.executeQuery(ON_CARDS)).getOrDefault("cards", 0L));
            var found = statement.executeQuery(TRANSACTIONS);
            while (found.next()) {
                var row = new Row(
                        found.getString(1) + " " + found.getString(2),
                        found.getString(3),
                        found.getLong(4),
                        found.getInt(5),
                        found.getString(6),
                        found.getString(7),
                        found.getString(8));
                books.rows.computeIfAbsent(row.name(), _ -> new ArrayList<>()).add(row);
            }
            return books;
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }

    /** Whether nothing is on its way to a card any more. */
    static boolean isCalm(Database database) {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            return sums(statement.executeQuery(ON_ITS_WAY)).getOrDefault("cards", 0L) == 0;
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }

    /** Compares what was passed on to cards with what their rail says it gave them. */
    Verdict judgeCards(Collection<BookEntry> rail) {
        long given = rail.stream()
                .mapToLong(it -> switch (it.kind()) {
                    case "CREDIT" -> it.amount();
                    case "REVERSAL" -> -it.amount();
                    default -> 0;
                })
                .sum();
        var verdict = new Verdict();
        verdict.rule(
                "the cards got what was passed on to them",
                given == onCards ? List.of() : List.of("here %d, at their rail %d".formatted(onCards, given)));
        return verdict;
    }

    private static Map<String, Long> sums(java.sql.ResultSet found) throws SQLException {
        var sums = new TreeMap<String, Long>();
        while (found.next()) {
            sums.put(found.getString(1), found.getBigDecimal(2).longValueExact());
        }
        return sums;
    }

    /** @param owners whom each paper pays, by what was typed */
    Verdict judge(Collection<Paper> papers, Map<String, UUID> owners) {
        var verdict = new Verdict();
        verdict.rule("every payment of an operator stands here once, as the operator believes", wrong(papers));
        verdict.rule("nothing else came of their calls", unknown(papers));
        verdict.rule("the operators' accounts are what they took for us", otherwise(owed, owedBy(papers)));
        verdict.rule("the payees have what was paid for them", otherwise(payees, owedTo(papers, owners)));
        return verdict;
    }

    /** Its transaction, its transfers, its events and its invoice are not what they should be. */
    boolean isWrong(Paper paper) {
        var found = rows.getOrDefault(name(paper), List.of());
        return found.size() != 1 || !isRight(paper, found.getFirst());
    }

    private static boolean isRight(Paper paper, Row row) {
        return row.state().equals(paper.story().state())
                && row.minor() == paper.slip().minor()
                && row.moved().equals(moved(paper))
                && row.told().equals(told(paper))
                && row.invoice().equals(invoice(paper));
    }

    private static String name(Paper paper) {
        return paper.operator() + " " + paper.slip().id();
    }

    private static String moved(Paper paper) {
        long minor = paper.slip().minor();
        return switch (paper.story()) {
            case PAID -> TOP_UP + ":" + minor;
            case GIVEN_BACK -> TOP_UP + ":" + minor + " " + TOP_UP_RETURN + ":" + minor;
            case CALLED_OFF -> "";
        };
    }

    private static String told(Paper paper) {
        boolean invoice = isInvoice(paper);
        var came = invoice ? "invoice.paid" : "topup.completed";
        return switch (paper.story()) {
            case PAID -> came;
            case GIVEN_BACK -> came + (invoice ? " invoice.returned" : " topup.returned");
            case CALLED_OFF -> "";
        };
    }

    private static String invoice(Paper paper) {
        if (!isInvoice(paper)) {
            return "";
        }
        return switch (paper.story()) {
            case PAID -> "paid";
            case GIVEN_BACK -> "closed";
            case CALLED_OFF -> "open";
        };
    }

    private static boolean isInvoice(Paper paper) {
        return paper.slip().account().startsWith("INV-");
    }

    private List<String> wrong(Collection<Paper> papers) {
        return papers.stream()
                .filter(this::isWrong)
                .map(it -> it + " is here " + rows.getOrDefault(name(it), List.of()))
                .toList();
    }

    private List<String> unknown(Collection<Paper> papers) {
        Set<String> known = new HashSet<>();
        papers.forEach(it -> known.add(name(it)));
        return rows.keySet().stream().filter(name -> !known.contains(name)).toList();
    }

    private static Map<String, Long> owedBy(Collection<Paper> papers) {
        var sums = new TreeMap<String, Long>();
        papers.forEach(it -> sums.merge(it.operator(), it.moved(), Long::sum));
        return sums;
    }

    private static Map<String, Long> owedTo(Collection<Paper> papers, Map<String, UUID> owners) {
        var sums = new TreeMap<String, Long>();
        papers.forEach(it -> sums.merge(String.valueOf(owners.get(it.slip().account())), it.moved(), Long::sum));
        return sums;
    }

    private static List<String> otherwise(Map<String, Long> here, Map<String, Long> there) {
        var names = new HashSet<>(here.keySet());
        names.addAll(there.keySet());
        return names.stream()
                .filter(name -> !here.getOrDefault(name, 0L).equals(there.getOrDefault(name, 0L)))
                .map(name -> "%s: here %s, at the operators %s".formatted(name, here.get(name), there.get(name)))
                .toList();
    }
}
