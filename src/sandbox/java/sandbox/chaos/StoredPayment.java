package sandbox.chaos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import sandbox.embedded.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A payment as the database has it, read without the gateway's own code. A long campaign keeps half a million of them.
 *
 * @param reason why it came to nothing; empty when it did not, or nobody said
 * @param progress as it is written, for people
 */
record StoredPayment(
        UUID id,
        UUID customer,
        String key,
        long amount,
        long refunded,
        String status,
        Party from,
        Party to,
        Optional<String> reason,
        Optional<Leg> debit,
        Optional<Leg> credit,
        String progress) {

    static final Set<String> FINAL = Set.of("completed", "declined", "reversed", "cancelled", "needs_operator");

    private static final int LAST = 4;
    private static final int PAGE = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ALL = """
            select id, customer, idempotency_key, amount_minor, refunded_minor, status, parties, progress
              from payments.payment
            """;

    /**
     * Who pays or is paid.
     *
     * @param type such as {@code card}
     * @param id with its prefix; empty for the payer's own wallet, and for who has none
     * @param masked a card's number as people see it; empty for all others
     */
    record Party(String type, String id, String masked) {

        static Party of(JsonNode stored) {
            return new Party(
                    stored.path("type").asString(),
                    stored.path("id").asString(""),
                    stored.path("masked").asString(""));
        }

        /** What every book shows of a card; empty for all others. */
        String lastDigits() {
            return type.equals("card") ? masked.substring(masked.length() - LAST) : "";
        }

        // A wallet that is named by nothing is the customer's own. Nobody's number is compared with a card's id.
        private boolean isNamedBy(JsonNode party, String customer) {
            return party.path("type").asString("").equals(type)
                    && switch (type) {
                        case "card", "merchant" ->
                            party.has("pan") || party.path(type).asString("").equals(id);
                        case "wallet" -> party.has("phone") || id.isEmpty() || id.equals(customer);
                        default -> true;
                    };
        }
    }

    /** A message to a rail. */
    record Leg(String rail, String identity) {

        private static Optional<Leg> of(JsonNode stored) {
            return stored.has("identity")
                    ? Optional.of(new Leg(
                            stored.path("processor").asString(),
                            stored.path("identity").asString()))
                    : Optional.empty();
        }

        String name() {
            return rail + "/" + identity;
        }
    }

    static List<StoredPayment> all(Database database) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement()) {
            // A page at a time, for which PostgreSQL's driver wants a transaction.
            connection.setAutoCommit(false);
            statement.setFetchSize(PAGE);
            var all = new ArrayList<StoredPayment>();
            var rows = statement.executeQuery(ALL);
            while (rows.next()) {
                all.add(of(rows));
            }
            return all;
        }
    }

    boolean isFinal() {
        return FINAL.contains(status);
    }

    /** Such as {@code declined NO_ANSWER}. */
    String statusAndReason() {
        return reason.map(it -> status + " " + it).orElse(status);
    }

    /** Whether it is between those whom the order named; an order of which nobody kept the words fits. */
    boolean isBetweenThoseOf(Order order) {
        if (order.body().isEmpty()) {
            return true;
        }
        var body = JSON.readTree(order.body());
        var owner = "cus_" + customer;
        return from.isNamedBy(body.path("source"), owner) && to.isNamedBy(body.path("destination"), owner);
    }

    @Override
    public String toString() {
        return "payment %s, %d, %s>%s, %s %s".formatted(id, amount, from.type(), to.type(), status, progress);
    }

    private static StoredPayment of(ResultSet row) throws SQLException {
        var parties = JSON.readTree(row.getString("parties"));
        var written = row.getString("progress");
        var progress = JSON.readTree(written);
        return new StoredPayment(
                row.getObject("id", UUID.class),
                row.getObject("customer", UUID.class),
                row.getString("idempotency_key"),
                row.getLong("amount_minor"),
                row.getLong("refunded_minor"),
                row.getString("status"),
                Party.of(parties.path("from")),
                Party.of(parties.path("to")),
                progress.path("reason").asStringOpt(),
                Leg.of(progress.path("debit")),
                Leg.of(progress.path("credit")),
                written);
    }
}
