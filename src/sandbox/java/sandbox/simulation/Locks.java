package sandbox.simulation;

import gateway.platform.journal.Part;
import gateway.platform.journal.PartWriter;
import gateway.platform.journal.PartWriter.Batch;
import gateway.platform.journal.PartWriter.FoundRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers what the product's batch writers lock and read, from the model's maps. */
final class Locks {

    private final Database database;

    Locks(Database database) {
        this.database = database;
    }

    /** Lets the batch find, read by read, what stands in the model. */
    <P extends Part> Batch<P> lock(PartWriter<P> writer, List<P> parts) {
        var batch = writer.open(parts);
        var asks = batch.asks();
        for (int read = 0; read < writer.reads().size(); read++) {
            for (var row : rows(writer.reads().get(read).name(), asks, asks.get(read))) {
                batch.found(read, row(row));
            }
        }
        batch.locked();
        return batch;
    }

    private List<Map<String, @Nullable Object>> rows(String read, List<List<Object>> all, List<Object> asked) {
        return switch (read) {
            case "changed_payments" ->
                ids(asked, 1)
                        .filter(database.payments::containsKey)
                        .map(this::payment)
                        .toList();
            case "changed_refunds" ->
                ids(asked, 1)
                        .filter(database.refunds::containsKey)
                        .map(this::refund)
                        .toList();
            case "known_payees" -> payees(ids(asked, 1).toList(), ids(asked, 2).toList());
            case "ended_holds" ->
                ids(asked, 1)
                        .filter(database.holds::containsKey)
                        .map(this::hold)
                        .toList();
            case "touched_accounts" ->
                Stream.concat(ids(asked, 1), ids(all.getFirst(), 1).flatMap(this::held))
                        .distinct()
                        .map(this::account)
                        .toList();
            case "used_transfers" ->
                ids(asked, 1)
                        .filter(database.transfers::contains)
                        .map(id -> row("id", id))
                        .toList();
            case "idempotency_keys" -> keys(ids(asked, 1).toList(), (String[]) asked.get(2));
            case "operator_transactions" -> database.operators.known((String[]) asked.get(1), (String[]) asked.get(2));
            case "moved_invoices" -> database.operators.invoices((String[]) asked.get(1));
            case "limit_maxima", "limit_counters", "limit_uses", "limit_wallets", "limit_refunds" ->
                database.limits.rows(read, asked);
            default -> throw new IllegalStateException("The model does not know what to read for " + read);
        };
    }

    private static Stream<UUID> ids(List<Object> asked, int place) {
        return Stream.of((UUID[]) asked.get(place));
    }

    private Stream<UUID> held(UUID hold) {
        var it = database.holds.get(hold);
        return it == null
                ? Stream.empty()
                : Stream.of(it.pending().debit().value(), it.pending().credit().value());
    }

    private Map<String, @Nullable Object> payment(UUID id) {
        var payment = Objects.requireNonNull(database.payments.get(id)).payment();
        return row("id", id, "version", payment.version());
    }

    private Map<String, @Nullable Object> refund(UUID id) {
        var refund = Objects.requireNonNull(database.refunds.get(id)).refund();
        return row("id", id, "version", refund.version());
    }

    private List<Map<String, @Nullable Object>> payees(List<UUID> customers, List<UUID> payees) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 0; n < customers.size(); n++) {
            if (database.payees.contains(
                    Database.key(customers.get(n), payees.get(n).toString()))) {
                rows.add(row("customer", customers.get(n), "payee", payees.get(n)));
            }
        }
        return rows;
    }

    private Map<String, @Nullable Object> hold(UUID id) {
        var hold = Objects.requireNonNull(database.holds.get(id));
        var it = hold.pending();
        return row(
                "id", id,
                "debit", it.debit().value(),
                "credit", it.credit().value(),
                "amount", it.amount().minor(),
                "asset", it.amount().asset().code(),
                "purpose", (long) it.purpose().code(),
                "reference", it.reference(),
                "expires", it.expiresAt(),
                "state", hold.state());
    }

    private Map<String, @Nullable Object> account(UUID id) {
        var it = database.accounts.get(id);
        return row(
                "id", id,
                "asset", it == null ? null : Database.ASSET,
                "kind", it == null ? null : it.kind(),
                "closed", false,
                "debits", it == null ? null : it.debits(),
                "credits", it == null ? null : it.credits(),
                "heldDebits", it == null ? null : it.heldDebits(),
                "heldCredits", it == null ? null : it.heldCredits());
    }

    private List<Map<String, @Nullable Object>> keys(List<UUID> scopes, String[] keys) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 0; n < keys.length; n++) {
            var claim = database.keys.get(Database.key(scopes.get(n), keys[n]));
            if (claim != null) {
                var answer = database.answer(claim);
                rows.add(row(
                        "n",
                        n + 1L,
                        "fingerprint",
                        claim.fingerprint(),
                        "subject",
                        claim.subject(),
                        "status",
                        answer == null ? null : answer.status(),
                        "body",
                        answer == null ? null : answer.body()));
            }
        }
        return rows;
    }

    static Map<String, @Nullable Object> row(@Nullable Object... pairs) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return row;
    }

    private static FoundRow row(Map<String, @Nullable Object> row) {
        var columns = new ArrayList<>(row.values());
        return new FoundRow() {

            @Override
            public <T> @Nullable T get(int column, Class<T> type) {
                return type.cast(columns.get(column));
            }
        };
    }
}
