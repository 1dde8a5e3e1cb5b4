package sandbox.chaos;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import sandbox.embedded.Database;

/** Which way every payment went, as its events tell, read without the gateway's own code. */
final class Histories {

    private static final String EVENTS = """
            select subject, version, type from platform.outbox where type like 'payment.%' order by subject, version
            """;

    private static final Set<String> FIRST = Set.of("action_required", "debiting", "crediting", "completed");

    /** From the drawing of a payment's life; what is final is not in it. */
    private static final Map<String, Set<String>> NEXT = Map.of(
            "action_required", Set.of("debiting", "crediting", "completed", "cancelled", "declined"),
            "debiting", Set.of("completed", "crediting", "declined", "debit_unknown", "awaiting_payer", "withdrawing"),
            "debit_unknown",
                    Set.of("completed", "crediting", "declined", "needs_operator", "awaiting_payer", "withdrawing"),
            "awaiting_payer", Set.of("completed", "crediting", "declined", "withdrawing"),
            "withdrawing", Set.of("declined", "cancelled", "reversing", "needs_operator"),
            "crediting", Set.of("completed", "declined", "reversing", "credit_unknown"),
            "credit_unknown", Set.of("completed", "declined", "reversing", "needs_operator"),
            "reversing", Set.of("reversed", "needs_operator"));

    private final Map<UUID, List<String>> ways = new HashMap<>();

    private Histories() {}

    static Histories read(Database database) throws SQLException {
        var histories = new Histories();
        try (var connection = database.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(EVENTS)) {
            while (rows.next()) {
                histories
                        .ways
                        .computeIfAbsent(rows.getObject(1, UUID.class), _ -> new ArrayList<>())
                        .add(rows.getString(3).substring("payment.".length()));
            }
        }
        return histories;
    }

    List<String> illegal() {
        return ways.entrySet().stream()
                .filter(it -> !isLegal(it.getValue()))
                .map(it -> it.getKey() + " went " + it.getValue())
                .toList();
    }

    /** Payments whose last event is not how they stand, and events of payments that do not exist. */
    List<String> untold(Collection<StoredPayment> payments) {
        var found = new ArrayList<String>();
        var unknown = new HashMap<>(ways);
        for (var payment : payments) {
            var way = unknown.remove(payment.id());
            if (way == null || !way.getLast().equals(payment.status())) {
                found.add(payment + " told " + way);
            }
        }
        unknown.forEach((id, way) -> found.add("no payment " + id + ", but it told " + way));
        return found;
    }

    private static boolean isLegal(List<String> way) {
        boolean legal = FIRST.contains(way.getFirst());
        for (int i = 1; i < way.size(); i++) {
            legal &= NEXT.getOrDefault(way.get(i - 1), Set.of()).contains(way.get(i));
        }
        return legal;
    }
}
