package sandbox.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import sandbox.chaos.Way.Said;
import sandbox.embedded.Database;

/**
 * Which way everything went of which customers and partners hear, as its events tell, and where it stands; read without
 * the gateway's own code.
 */
final class Histories {

    private static final int PAGE = 1_000;
    private static final String EVENTS = """
            select subject, version, type
              from platform.outbox
             where type ~ '^(payment|refund|topup|invoice|arrival|remittance)[.]'
             order by subject, version
            """;

    // How each is called, stands, and the word of its last event; no word where nothing is to be told yet. Each refund
    // moves its payment on once, one that is declined twice. A payment's tries stand there when there were several.
    private static final String STANDING = """
            select case when p.progress::jsonb -> 'debit' is not null and p.progress::jsonb #> '{debit,tries}' is null
                        then 'payment by one rail' else 'payment' end as way,
                   p.id, p.version - coalesce(r.moves, 0)::int as version, p.status as word
              from payments.payment p
              left join (select payment, count(*) + count(*) filter (where status = 'declined') as moves
                           from payments.refund
                          group by payment) r on r.payment = p.id
             union all
            select 'refund', id, version, status from payments.refund
             union all
            select case when invoice is not null then 'invoice' when card is not null then 'top-up of a card'
                        else 'top-up' end,
                   id, version,
                   case when state = 'returned' then 'returned'
                        when state <> 'performed' then ''
                        when invoice is not null then 'paid'
                        when onward = 'kept' then 'kept'
                        else 'completed' end
              from operators.transaction
             union all
            select case when card is null then 'arrival' else 'arrival for a card' end, id, version,
                   case when onward = 'kept' then 'kept'
                        when state = 'succeeded' then 'completed'
                        when state = 'failed' then 'failed'
                        else '' end
              from inbound.arrival
             union all
            select 'remittance', id, version, status from crossborder.remittance
            """;

    private final List<Standing> all = new ArrayList<>();
    private final Map<UUID, List<Said>> ofNothing = new HashMap<>();

    private Histories() {}

    /**
     * A thing as the database has it.
     *
     * @param version without what is not told of it
     * @param word what its last event has to say; empty when there must be none
     */
    private record Standing(String name, UUID id, int version, String word, List<Said> said) {

        boolean isTold() {
            return said.isEmpty() ? word.isEmpty() : said.getLast().word().equals(word);
        }

        @Override
        public String toString() {
            return "%s %s, version %d %s, told %s".formatted(name, id, version, word, said);
        }
    }

    static Histories read(Database database) throws SQLException {
        try (var connection = database.jdbc()) {
            // Events and what they are about as of one moment.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            var histories = new Histories();
            histories.read(connection);
            connection.rollback();
            return histories;
        }
    }

    private void read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(PAGE);
            var events = statement.executeQuery(EVENTS);
            while (events.next()) {
                var type = events.getString(3);
                ofNothing
                        .computeIfAbsent(events.getObject(1, UUID.class), _ -> new ArrayList<>())
                        .add(new Said(events.getInt(2), type));
            }
            var rows = statement.executeQuery(STANDING);
            while (rows.next()) {
                var id = rows.getObject(2, UUID.class);
                var way = Way.of(rows.getString(1));
                var said = ofNothing.getOrDefault(id, List.of()).stream()
                        .map(it -> without(way.prefix(), it))
                        .toList();
                all.add(new Standing(rows.getString(1), id, rows.getInt(3), rows.getString(4), said));
                ofNothing.remove(id);
            }
        }
    }

    // What is told of another kind of thing keeps its prefix, and is no word of this one.
    private static Said without(String prefix, Said said) {
        return said.word().startsWith(prefix)
                ? new Said(said.version(), said.word().substring(prefix.length()))
                : said;
    }

    List<String> illegal() {
        return those((it, way) -> !it.said().isEmpty() && !way.isLegal(it.said()));
    }

    /** Versions that nobody was told of; where the last event is missing {@link #untold} says so. */
    List<String> gaps() {
        return those((it, way) -> !it.said().isEmpty() && it.isTold() && way.hasGap(it.said(), it.version()));
    }

    /** Whose last event is not how it stands, and events of what does not exist. */
    List<String> untold() {
        var found = new ArrayList<>(those((it, _) -> !it.isTold()));
        ofNothing.forEach((id, said) -> found.add("there is no " + id + ", but it told " + said));
        return found;
    }

    private List<String> those(BiPredicate<Standing, Way> wrong) {
        return all.stream()
                .filter(it -> wrong.test(it, Way.of(it.name())))
                .map(Standing::toString)
                .toList();
    }
}
