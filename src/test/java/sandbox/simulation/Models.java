package sandbox.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import sandbox.simulation.AccessTables.Work;
import sandbox.simulation.ModelsModuleTest.Memory;
import sandbox.simulation.ModelsModuleTest.Tables;
import sandbox.simulation.ModelsModuleTest.Transaction;

/** The simulation's models, as {@link ModelsModuleTest} asks them. */
final class Models {

    private Models() {}

    /** The simulation's model of PostgreSQL. */
    static final class ModelTables implements Tables {

        private final AccessTables tables = new AccessTables(new Agenda(new Random(1)));
        private final AccessStatements statements = new AccessStatements(tables);

        @Override
        public Transaction begin() {
            var work = tables.begin();
            return new ModelTransaction(tables, statements, work);
        }
    }

    /** A transaction of the model. */
    private record ModelTransaction(AccessTables tables, AccessStatements statements, Work work)
            implements Transaction {

        @Override
        public boolean locks(long key, boolean shared) {
            var held = new AtomicBoolean();
            var sql = "select pg_advisory_xact_lock" + (shared ? "_shared" : "") + "(:lock)";
            statements.run(work, sql, Map.of("lock", key), _ -> held.set(true));
            return held.get();
        }

        @Override
        public long revokes(String subject) {
            return number(
                    "insert into sessions.revocation (",
                    Map.of(
                            "scope",
                            "session",
                            "subject",
                            subject,
                            "reason",
                            "",
                            "now",
                            Instant.EPOCH,
                            "outlives",
                            360.0));
        }

        @Override
        public long sees(String subject) {
            return number(
                    "coalesce(max(epoch), 0)",
                    Map.of("scopes", new String[] {"session"}, "subjects", new String[] {subject}));
        }

        private long number(String sql, Map<String, Object> binds) {
            var numbers = new ArrayList<Long>();
            statements.run(work, sql, binds, rows -> numbers.add(rows.getFirst().get("epoch", Long.class)));
            return numbers.getFirst();
        }

        @Override
        public List<String> since(String horizon) {
            var found = new ArrayList<String>();
            statements.run(work, "left join sessions.revocation news", Map.of("since", horizon), rows -> {
                found.add(rows.getFirst().get("horizon", String.class));
                rows.stream()
                        .map(row -> row.get("subject", String.class))
                        .filter(Objects::nonNull)
                        .forEach(found::add);
            });
            return found;
        }

        @Override
        public void commits() {
            tables.commit(work);
        }

        @Override
        public void rollsBack() {
            tables.rollback(work);
        }
    }

    /** The simulation's model of Redis. */
    static final class ModelMemory implements Memory {

        private final World world = new World(1, Plant.NONE, true, false);

        @Override
        public boolean first(String key, long millis) {
            return world.redis.setIfAbsent(key, millis);
        }

        @Override
        public void passes(long millis) {
            world.agenda.afterMillis(millis, () -> {});
            world.agenda.step();
        }

        @Override
        public String append(String message) {
            return world.redis.append(message).toString();
        }

        @Override
        public List<String> after(String id) {
            return world.redis.after(Redis.Id.parse(id)).stream()
                    .map(Redis.Message::text)
                    .toList();
        }

        @Override
        public void loses() {
            world.redis.flush();
        }
    }
}
