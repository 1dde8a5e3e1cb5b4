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

/** A payment as the database has it, read without the gateway's own code. */
record StoredPayment(
        UUID id,
        UUID customer,
        String key,
        long amount,
        long refunded,
        String status,
        String from,
        String to,
        JsonNode progress) {

    static final Set<String> FINAL = Set.of("completed", "declined", "reversed", "cancelled", "needs_operator");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ALL = """
            select id, customer, idempotency_key, amount_minor, refunded_minor, status, parties, progress
              from payments.payment
            """;

    /** A message to a rail. */
    record Leg(String rail, String identity) {

        String name() {
            return rail + "/" + identity;
        }
    }

    static List<StoredPayment> all(Database database) throws SQLException {
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            var all = new ArrayList<StoredPayment>();
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
        return progress.has("reason") ? status + " " + progress.path("reason").asString() : status;
    }

    Optional<Leg> debit() {
        return leg("debit");
    }

    Optional<Leg> credit() {
        return leg("credit");
    }

    @Override
    public String toString() {
        return "payment %s, %d, %s>%s, %s %s".formatted(id, amount, from, to, status, progress);
    }

    private Optional<Leg> leg(String name) {
        var leg = progress.path(name);
        return leg.has("identity")
                ? Optional.of(new Leg(
                        leg.path("processor").asString(), leg.path("identity").asString()))
                : Optional.empty();
    }

    private static StoredPayment of(ResultSet row) throws SQLException {
        var parties = JSON.readTree(row.getString("parties"));
        return new StoredPayment(
                row.getObject("id", UUID.class),
                row.getObject("customer", UUID.class),
                row.getString("idempotency_key"),
                row.getLong("amount_minor"),
                row.getLong("refunded_minor"),
                row.getString("status"),
                parties.path("from").path("type").asString(),
                parties.path("to").path("type").asString(),
                JSON.readTree(row.getString("progress")));
    }
}
