package sandbox.simulation;

import io.lettuce.core.SetArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import sandbox.embedded.Database;
import sandbox.simulation.ModelsModuleTest.Memory;
import sandbox.simulation.ModelsModuleTest.Tables;
import sandbox.simulation.ModelsModuleTest.Transaction;

/** The real servers, as {@link ModelsModuleTest} asks them. */
final class Servers {

    private Servers() {}

    /** The real PostgreSQL. */
    record RealTables(Database database) implements Tables {

        @Override
        public Transaction begin() {
            try {
                var connection = database.jdbc();
                connection.setAutoCommit(false);
                return new RealTransaction(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A transaction of the real PostgreSQL. */
    private record RealTransaction(Connection connection) implements Transaction {

        @Override
        public boolean locks(long key, boolean shared) {
            var name = shared ? "pg_try_advisory_xact_lock_shared" : "pg_try_advisory_xact_lock";
            return first("select %s(?)".formatted(name), key).equals("t");
        }

        @Override
        public long revokes(String subject) {
            return Long.parseLong(first("""
                    insert into sessions.revocation (scope, subject, reason, revoked_at, matters_until)
                    values ('session', ?, '', now(), '2100-01-01')
                    returning epoch
                    """, subject));
        }

        @Override
        public long sees(String subject) {
            return Long.parseLong(
                    first("select coalesce(max(epoch), 0) from sessions.revocation where subject = ?", subject));
        }

        @Override
        public List<String> since(String horizon) {
            return rows("""
                    select horizon.xid, news.subject
                      from (select pg_snapshot_xmin(pg_current_snapshot())::text as xid) as horizon
                      left join sessions.revocation news
                        on news.xid >= cast(? as xid8)
                    """, horizon);
        }

        private String first(String sql, Object value) {
            return rows(sql, value).getFirst();
        }

        /** The first column of the first row, then the second of all. */
        private List<String> rows(String sql, Object value) {
            var all = new ArrayList<String>();
            try (var statement = connection.prepareStatement(sql)) {
                statement.setObject(1, value);
                var found = statement.executeQuery();
                while (found.next()) {
                    if (all.isEmpty()) {
                        all.add(found.getString(1));
                    }
                    if (found.getMetaData().getColumnCount() > 1) {
                        Optional.ofNullable(found.getString(2)).ifPresent(all::add);
                    }
                }
                return all;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void commits() {
            end(true);
        }

        @Override
        public void rollsBack() {
            end(false);
        }

        private void end(boolean commit) {
            try (connection) {
                if (commit) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The real Redis, with names of its own. */
    record RealMemory(RedisCommands<String, String> redis, String stream) implements Memory {

        RealMemory(RedisCommands<String, String> redis) {
            this(redis, "model:" + UUID.randomUUID());
        }

        @Override
        public boolean first(String key, long millis) {
            return redis.set(key, "", SetArgs.Builder.nx().px(millis)) != null;
        }

        @Override
        public void passes(long millis) {
            long until = System.nanoTime() + millis * 1_000_000;
            while (System.nanoTime() < until) {
                redis.ping();
            }
        }

        @Override
        public String append(String message) {
            return redis.xadd(stream, Map.of("m", message));
        }

        // The driver's generic varargs: one offset, nothing to pollute.
        @Override
        @SuppressWarnings("unchecked")
        public List<String> after(String id) {
            return redis.xread(StreamOffset.from(stream, id)).stream()
                    .map(it -> it.getBody().get("m"))
                    .toList();
        }

        @Override
        public void loses() {
            redis.del(stream);
        }
    }
}
