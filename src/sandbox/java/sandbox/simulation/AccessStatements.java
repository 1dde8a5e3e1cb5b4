package sandbox.simulation;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sandbox.simulation.AccessTables.RevocationRow;
import sandbox.simulation.AccessTables.SessionRow;
import sandbox.simulation.AccessTables.Work;

/** What the product's statements about sessions and revocations do to the model's tables. */
final class AccessStatements {

    private static final Row NOTHING = new Row(Map.of());

    private final AccessTables tables;

    AccessStatements(AccessTables tables) {
        this.tables = tables;
    }

    /** Whether the statement needs room on the disk. */
    static boolean writes(String sql) {
        return sql.contains("insert into") || sql.contains("update sessions.");
    }

    /** @param then takes the rows, possibly much later, when a lock was in the way */
    void run(Work work, String sql, Map<String, Object> binds, Consumer<List<Row>> then) {
        var asked = new Asked(work, binds);
        if (sql.contains("pg_advisory_xact_lock_shared(")) {
            tables.lock(work, asked.get("lock", Long.class), true, () -> then.accept(List.of(NOTHING)));
        } else if (sql.contains("pg_advisory_xact_lock(")) {
            tables.lock(work, asked.get("lock", Long.class), false, () -> then.accept(List.of(NOTHING)));
        } else if (sql.contains("for update") && sql.contains("from sessions.session")) {
            var id = asked.get("id", UUID.class);
            tables.lock(work, id, false, () -> then.accept(find(work, id)));
        } else if (sql.contains("update sessions.session")) {
            var id = asked.get("id", UUID.class);
            tables.lock(work, id, false, () -> then.accept(rotate(asked, id)));
        } else {
            then.accept(rows(asked, sql));
        }
    }

    private List<Row> rows(Asked asked, String sql) {
        if (sql.contains("insert into sessions.revocation ")) {
            return List.of(revoke(asked));
        }
        if (sql.contains("insert into sessions.session ")) {
            return List.of(open(asked));
        }
        if (sql.contains("insert into sessions.device ")) {
            return List.of(know(asked));
        }
        if (sql.contains("left join sessions.revocation news")) {
            return since(asked);
        }
        if (sql.contains("coalesce(max(epoch), 0)")) {
            return List.of(effective(asked));
        }
        if (sql.contains("insert into platform.outbox ")) {
            // Whoever collects it is not part of this world.
            tables.xidOf(asked.work());
            return List.of();
        }
        if (sql.contains("select nextval('sessions.epoch')")) {
            return List.of(row("epoch", tables.nextEpoch()));
        }
        if (sql.contains("from sessions.device")) {
            return List.of(row(
                    "has",
                    tables.hasOtherDevice(
                            asked.work(), asked.get("customer", UUID.class), asked.get("device", UUID.class))));
        }
        if (sql.contains("join sessions.device")) {
            return live(asked);
        }
        if (sql.contains("from sessions.session")) {
            return find(asked.work(), asked.get("id", UUID.class));
        }
        throw new IllegalStateException("The model does not know this statement: " + sql);
    }

    private Row revoke(Asked asked) {
        var row = new RevocationRow(
                tables.nextEpoch(),
                asked.text("scope"),
                asked.text("subject"),
                asked.text("reason"),
                asked.get("now", Instant.class),
                tables.now().plusSeconds(asked.get("outlives", Double.class).longValue()),
                tables.xidOf(asked.work()));
        asked.work().revocations.add(row);
        return new Row(Map.of("epoch", row.epoch(), "matters_until", row.mattersUntil()));
    }

    private Row open(Asked asked) {
        var now = asked.get("now", Instant.class);
        var row = new SessionRow(
                asked.get("id", UUID.class),
                asked.get("customer", UUID.class),
                asked.get("device", UUID.class),
                asked.text("client"),
                asked.text("key"),
                tables.nextEpoch(),
                1,
                now,
                now,
                now,
                asked.get("endsAt", Instant.class));
        tables.xidOf(asked.work());
        asked.work().sessions.put(row.id(), row);
        return of(row);
    }

    private Row know(Asked asked) {
        var key = AccessTables.deviceKey(asked.get("customer", UUID.class), asked.text("key"));
        var known = tables.device(asked.work(), key);
        tables.xidOf(asked.work());
        var id = known == null ? asked.get("id", UUID.class) : known;
        asked.work().devices.put(key, id);
        return row("id", id);
    }

    private List<Row> rotate(Asked asked, UUID id) {
        var row = tables.session(asked.work(), id);
        if (row == null || row.generation() != asked.get("generation", Integer.class)) {
            return List.of();
        }
        tables.xidOf(asked.work());
        asked.work().sessions.put(id, row.rotated(asked.get("now", Instant.class)));
        return List.of(NOTHING);
    }

    private List<Row> since(Asked asked) {
        long since = Long.parseLong(asked.text("since"));
        var now = tables.now();
        var horizon = Long.toString(tables.horizon());
        var news = new ArrayList<Row>();
        for (var it : tables.revocations) {
            if (it.xid() >= since && it.mattersUntil().isAfter(now)) {
                news.add(new Row(columns(
                        "horizon", horizon,
                        "scope", it.scope(),
                        "subject", it.subject(),
                        "epoch", it.epoch(),
                        "reason", it.reason(),
                        "revoked_at", it.at(),
                        "matters_until", it.mattersUntil())));
            }
        }
        return news.isEmpty() ? List.of(row("horizon", horizon)) : news;
    }

    private Row effective(Asked asked) {
        var scopes = asked.get("scopes", String[].class);
        var subjects = asked.get("subjects", String[].class);
        long highest = 0;
        for (int i = 0; i < scopes.length; i++) {
            highest = Math.max(highest, tables.revokedAt(asked.work(), scopes[i], subjects[i]));
        }
        return row("epoch", highest);
    }

    private List<Row> live(Asked asked) {
        var now = asked.get("now", Instant.class);
        var idleSince = asked.get("idleSince", Instant.class);
        return tables.sessionsOf(asked.work(), asked.get("customer", UUID.class)).stream()
                .filter(it -> it.endsAt().isAfter(now) && it.lastSeenAt().isAfter(idleSince))
                .filter(it -> !tables.isRevoked(asked.work(), it))
                .sorted(Comparator.comparingLong(SessionRow::epoch).reversed())
                .map(AccessStatements::of)
                .toList();
    }

    private List<Row> find(Work work, UUID id) {
        var row = tables.session(work, id);
        return row == null ? List.of() : List.of(of(row));
    }

    private static Row of(SessionRow it) {
        return new Row(columns(
                "id", it.id(),
                "customer", it.customer(),
                "device", it.device(),
                "client", it.client(),
                "key", it.key(),
                "epoch", it.epoch(),
                "generation", it.generation(),
                "rotated_at", it.rotatedAt(),
                "authenticated_at", it.authenticatedAt(),
                "last_seen_at", it.lastSeenAt(),
                "ends_at", it.endsAt(),
                "name", "Phone"));
    }

    private static Row row(String name, Object value) {
        return new Row(Map.of(name, value));
    }

    private static Map<String, Object> columns(Object... pairs) {
        var columns = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            columns.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return columns;
    }

    /** A statement's values and whose transaction it is. */
    private record Asked(Work work, Map<String, Object> binds) {

        <T> T get(String name, Class<T> type) {
            return type.cast(Objects.requireNonNull(binds.get(name), name));
        }

        String text(String name) {
            return get(name, String.class);
        }
    }

    /** A row as the product reads it. */
    record Row(Map<String, Object> columns) implements Readable {

        @Override
        public <T> @Nullable T get(int index, Class<T> type) {
            throw new IllegalStateException("The model's columns have names only");
        }

        @Override
        public <T> @Nullable T get(String name, Class<T> type) {
            return type.cast(columns.get(name));
        }
    }
}
