package gateway.audit;

import gateway.platform.crypto.MasterKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.web.bind.annotation.RestController;
import sandbox.embedded.Database;
import sandbox.embedded.KeptConnection;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Nodes that do nothing but follow the outbox, on one database; whoever wants to falsify it may. */
final class AuditRig implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(120);
    static final String MASTER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS = 5;

    /** Turns triggers off for one statement, as whoever owns the database can. */
    private static final String AS_OWNER = "set session_replication_role = replica; ";

    final Database database = Stores.database();
    private final KeptConnection asked = new KeptConnection(database);
    private final List<LiveBooks> nodes = new ArrayList<>();

    /** Everything of the module except what speaks HTTP. */
    @ComponentScan(
            basePackages = "gateway.audit",
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = RestController.class),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "gateway\\.audit\\.web\\..*")
            })
    @ConfigurationPropertiesScan("gateway.audit")
    static class Parts {

        @Bean
        MasterKey masterKey() {
            return new MasterKey(MASTER);
        }
    }

    /** One that follows by itself. */
    LiveBooks node(Path... witnesses) {
        return started("50ms", "100ms", witnesses);
    }

    /** One that does only what it is asked to. */
    LiveBooks idle(Path... witnesses) {
        return started("1h", "100ms", witnesses);
    }

    /** One to which no checkpoint is due but the first, unless there is much to sign. */
    LiveBooks patient(Path... witnesses) {
        return started("1h", "1h", witnesses);
    }

    private LiveBooks started(String every, String checkpointEvery, Path... witnesses) {
        var settings = new ArrayList<>(List.of(
                "gateway.audit.trail.every=" + every, "gateway.audit.trail.checkpoint-every=" + checkpointEvery));
        for (int i = 0; i < witnesses.length; i++) {
            settings.add("gateway.audit.witnesses[%d]=%s".formatted(i, witnesses[i]));
        }
        var node = LiveBooks.start(database, Parts.class, settings.toArray(String[]::new));
        nodes.add(node);
        return node;
    }

    /** Events of several shards in one transaction each hundred, some of them answers, as many as asked for. */
    void announce(int count) {
        sql("""
            insert into platform.outbox (shard, id, subject, version, type, payload, customer, answers, answer_status)
            select n %% 16, s.id, s.id, 1, 'payment.completed',
                   '{"id":"' || s.id || '","text":"o‘zbekcha ' || repeat('x', 600) || '"}',
                   case when n %% 2 = 0 then gen_random_uuid() end,
                   case when n %% 3 = 0 then 'key ' || n end, case when n %% 3 = 0 then 201 end
              from generate_series(1, %d) n
             cross join lateral (
                   select cast(substr(cast(gen_random_uuid() as text), 1, 34) || lpad(to_hex(n %% 16), 2, '0') as uuid)
                              as id
                    where n > 0) s
            """.formatted(count));
    }

    void asOwner(String statement) {
        sql(AS_OWNER + statement);
    }

    /** Copies everything, for {@link #restore}. */
    void keep() {
        sql("""
                drop schema if exists kept cascade;
                create schema kept;
                create table kept.outbox as table platform.outbox;
                create table kept.piece as table audit.piece;
                create table kept.node as table audit.node;
                create table kept.checkpoint as table audit.checkpoint;
                create table kept.place as table audit.place
                """);
    }

    void restore() {
        asOwner("""
                truncate platform.outbox, audit.piece, audit.node, audit.checkpoint, audit.place;
                insert into platform.outbox table kept.outbox;
                insert into audit.piece table kept.piece;
                insert into audit.node table kept.node;
                insert into audit.checkpoint table kept.checkpoint;
                insert into audit.place table kept.place
                """);
    }

    void sql(String statement) {
        for (int attempt = 1; ; attempt++) {
            try (var connection = database.jdbc();
                    var prepared = connection.createStatement()) {
                prepared.execute(statement);
                return;
            } catch (SQLException e) {
                // Nodes read while whole tables are replaced; who is in their way is asked to come again.
                if (attempt == ATTEMPTS || !DEADLOCK.equals(e.getSQLState())) {
                    throw new IllegalStateException(statement, e);
                }
            }
        }
    }

    String text(String query) {
        return asked.text(query);
    }

    long number(String query) {
        return asked.number(query);
    }

    @Override
    public void close() {
        nodes.forEach(LiveBooks::close);
        asked.close();
    }
}
