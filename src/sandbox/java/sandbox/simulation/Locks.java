package sandbox.simulation;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers the statements with which the product's batch writers lock and read, from the model's maps. */
final class Locks {

    private final Database database;

    Locks(Database database) {
        this.database = database;
    }

    Connection connection() {
        return proxy(Connection.class, (_, method, arguments) -> switch (method.getName()) {
            case "createStatement" -> statement(String.valueOf(arguments[0]));
            default -> throw new IllegalStateException("The model has no " + method);
        });
    }

    private Statement statement(String sql) {
        var binds = new HashMap<Integer, Object>();
        return proxy(Statement.class, (self, method, arguments) -> switch (method.getName()) {
            case "bind" -> {
                int place = arguments[0] instanceof Integer n
                        ? n
                        : Integer.parseInt(text(arguments[0]).substring(1)) - 1;
                binds.put(place, arguments[1]);
                yield self;
            }
            case "execute" -> Mono.fromSupplier(() -> result(rows(sql, binds)));
            default -> throw new IllegalStateException("The model has no " + method);
        });
    }

    private List<Map<String, @Nullable Object>> rows(String sql, Map<Integer, Object> binds) {
        if (sql.contains("from payments.payment p")) {
            return ids(binds, 1)
                    .filter(database.payments::containsKey)
                    .map(this::payment)
                    .toList();
        }
        if (sql.contains("from payments.refund r")) {
            return ids(binds, 1)
                    .filter(database.refunds::containsKey)
                    .map(this::refund)
                    .toList();
        }
        if (sql.contains("from payments.payee k")) {
            return payees(ids(binds, 1).toList(), ids(binds, 2).toList());
        }
        if (sql.contains("from ledger.hold h")) {
            return ids(binds, 1)
                    .filter(database.holds::containsKey)
                    .map(this::hold)
                    .toList();
        }
        if (sql.contains("from ledger.account a")) {
            var used = ids(binds, 3).filter(database.transfers::contains).toArray(UUID[]::new);
            return ids(binds, 1).map(id -> account(id, used)).toList();
        }
        if (sql.contains("from platform.idempotency i")) {
            return keys(ids(binds, 1).toList(), (String[]) Objects.requireNonNull(binds.get(2)));
        }
        throw new IllegalStateException("The model does not know this statement: " + sql);
    }

    private static Stream<UUID> ids(Map<Integer, Object> binds, int place) {
        return Stream.of((UUID[]) Objects.requireNonNull(binds.get(place)));
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

    private Map<String, @Nullable Object> account(UUID id, UUID[] used) {
        var it = database.accounts.get(id);
        return row(
                "id", id,
                "asset", it == null ? null : Database.ASSET,
                "kind", it == null ? null : it.kind(),
                "closed", false,
                "debits", it == null ? null : it.debits(),
                "credits", it == null ? null : it.credits(),
                "heldDebits", it == null ? null : it.heldDebits(),
                "heldCredits", it == null ? null : it.heldCredits(),
                "used", used);
    }

    private List<Map<String, @Nullable Object>> keys(List<UUID> scopes, String[] keys) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 0; n < keys.length; n++) {
            var claim = database.keys.get(Database.key(scopes.get(n), keys[n]));
            if (claim != null) {
                var answer = database.answers.get(Database.key(scopes.get(n), keys[n]));
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

    private static Map<String, @Nullable Object> row(@Nullable Object... pairs) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return row;
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    @SuppressWarnings("unchecked")
    private static Result result(List<Map<String, @Nullable Object>> rows) {
        var metadata = proxy(RowMetadata.class, (_, method, _) -> {
            throw new IllegalStateException("The model has no " + method);
        });
        return proxy(Result.class, (_, method, arguments) -> switch (arguments[0]) {
            case BiFunction<?, ?, ?> map ->
                Flux.fromIterable(rows)
                        .map(row -> ((BiFunction<Row, RowMetadata, Object>) map).apply(row(row), metadata));
            case Function<?, ?> map ->
                Flux.fromIterable(rows).map(row -> ((Function<Row, Object>) map).apply(row(row)));
            default -> throw new IllegalStateException("The model has no " + method);
        });
    }

    private static Row row(Map<String, @Nullable Object> row) {
        var columns = new ArrayList<>(row.values());
        return proxy(Row.class, (_, method, arguments) -> switch (arguments[0]) {
            case Integer place -> columns.get(place);
            case String name -> row.get(name);
            default -> throw new IllegalStateException("The model has no " + method);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Locks.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
