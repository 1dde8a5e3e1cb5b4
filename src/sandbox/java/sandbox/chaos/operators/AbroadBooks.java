package sandbox.chaos.operators;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import sandbox.chaos.Verdict;
import sandbox.embedded.Database;

/**
 * What the gateway's database says about a partner's transfers, read without its own code, and compared line by line
 * with what the partner wrote down.
 */
final class AbroadBooks {

    private static final String ARRIVALS = """
            select a.their_id, a.receiver, a.state, a.sent_minor, a.received_minor,
                   (select coalesce(string_agg(asset || ':' || amount_minor, ' ' order by asset), '')
                      from ledger.transfer where reference = a.id and kind = 1) moved,
                   (select coalesce(string_agg(type, ' ' order by version), '')
                      from platform.outbox where subject = a.id) told
              from inbound.arrival a
            """;
    // What customers have, and what the partner paid in and has not sent: kind 3 is the bank's own.
    private static final String BALANCES = """
            select owner, asset, sum(credits_posted - debits_posted) from ledger.account where kind <> 3
             group by owner, asset
            """;

    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Map<String, Long> balances = new HashMap<>();

    private record Row(UUID receiver, String state, long sent, long received, String moved, String told) {}

    private AbroadBooks() {}

    static AbroadBooks read(Database database) {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            var books = new AbroadBooks();
            var found = statement.executeQuery(ARRIVALS);
            while (found.next()) {
                var row = new Row(
                        found.getObject(2, UUID.class),
                        found.getString(3),
                        found.getLong(4),
                        found.getLong(5),
                        found.getString(6),
                        found.getString(7));
                books.rows
                        .computeIfAbsent(found.getString(1), _ -> new ArrayList<>())
                        .add(row);
            }
            var sums = statement.executeQuery(BALANCES);
            while (sums.next()) {
                books.balances.put(
                        sums.getString(1) + " " + sums.getString(2),
                        sums.getBigDecimal(3).longValueExact());
            }
            return books;
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }

    /** @param funded what the partner paid in, in cents */
    Verdict judge(Collection<AbroadPaper> papers, UUID partner, long funded) {
        var verdict = new Verdict();
        verdict.rule(
                "every transfer stands here once, as the partner believes",
                papers.stream()
                        .filter(this::isWrong)
                        .map(it -> it + " is here " + rows.getOrDefault(it.id(), List.of()))
                        .toList());
        var known = papers.stream().map(AbroadPaper::id).collect(Collectors.toSet());
        verdict.rule(
                "nothing else came of its calls",
                rows.keySet().stream().filter(id -> !known.contains(id)).toList());
        verdict.rule("customers have what was confirmed for them", otherwise(papers));
        long left = funded
                - papers.stream()
                        .filter(AbroadPaper::confirmed)
                        .mapToLong(AbroadPaper::sent)
                        .sum();
        verdict.rule(
                "the partner has left what it paid in and did not send",
                left == balance(partner, "USD"),
                "here " + balance(partner, "USD") + ", there " + left);
        return verdict;
    }

    boolean isWrong(AbroadPaper paper) {
        var found = rows.getOrDefault(paper.id(), List.of());
        return found.size() != 1 || !isRight(paper, found.getFirst());
    }

    private static boolean isRight(AbroadPaper paper, Row row) {
        return row.receiver().equals(paper.receiver())
                && row.sent() == paper.sent()
                && row.received() == paper.received()
                && row.state().equals(paper.confirmed() ? "succeeded" : "approved")
                && row.moved()
                        .equals(paper.confirmed() ? "USD:%d UZS:%d".formatted(paper.sent(), paper.received()) : "")
                && row.told().equals(paper.confirmed() ? "arrival.completed" : "");
    }

    private List<String> otherwise(Collection<AbroadPaper> papers) {
        var sums = papers.stream()
                .collect(Collectors.groupingBy(
                        AbroadPaper::receiver, Collectors.summingLong(it -> it.confirmed() ? it.received() : 0)));
        return sums.entrySet().stream()
                .filter(it -> !Objects.equals(it.getValue(), balance(it.getKey(), "UZS")))
                .map(it -> "%s: here %d, there %d".formatted(it.getKey(), balance(it.getKey(), "UZS"), it.getValue()))
                .toList();
    }

    private long balance(UUID owner, String asset) {
        return balances.getOrDefault(owner + " " + asset, 0L);
    }
}
