package gateway.sessions.revocations;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.postgres.OwnConnections;
import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Subject;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Asks for revocations over a few connections of its own: however busy the shared pool is, no node's view grows old for
 * want of a connection.
 */
@Component
class RevocationLookup implements RevocationTruth, DisposableBean {

    private static final String SINCE = """
            select horizon.xid as horizon, news.scope, news.subject, news.epoch, news.reason,
                   news.revoked_at, news.matters_until
              from (select pg_snapshot_xmin(pg_current_snapshot())::text as xid) as horizon
              left join sessions.revocation news
                on news.xid >= cast(:since as xid8)
               and news.matters_until > clock_timestamp()
            """;

    private static final String EFFECTIVE = """
            select coalesce(max(epoch), 0) as epoch
              from sessions.revocation
             where (scope, subject) in (select * from unnest(:scopes::text[], :subjects::text[]))
            """;

    private final DatabaseClient database;
    private final Disposable connections;

    @Autowired
    RevocationLookup(ConnectionFactory shared, RevocationSettings settings) {
        // One more than may ask at once, so that the poll always finds one.
        var own = OwnConnections.beside(shared, settings.askTogether() + 1);
        this(own.database(), own);
    }

    /** @param connections are given back when the node stops */
    RevocationLookup(DatabaseClient database, Disposable connections) {
        this.database = database;
        this.connections = connections;
    }

    /**
     * What a node has not heard yet.
     *
     * @param horizon ask from here next time: everything that committed late is after it
     */
    record News(String horizon, List<Revocation> revocations) {}

    Mono<News> since(String horizon) {
        return database.sql(SINCE)
                .bind("since", horizon)
                .map(row -> new News(required(row, "horizon", String.class), found(row)))
                .all()
                .collectList()
                .map(RevocationLookup::together);
    }

    @Override
    public Mono<Long> effective(List<Subject> subjects) {
        return effective(database, subjects);
    }

    static Mono<Long> effective(DatabaseClient database, List<Subject> subjects) {
        return database.sql(EFFECTIVE)
                .bind(
                        "scopes",
                        subjects.stream()
                                .map(it -> RevocationStore.name(it.scope()))
                                .toArray(String[]::new))
                .bind("subjects", subjects.stream().map(Subject::id).toArray(String[]::new))
                .map(row -> required(row, "epoch", Long.class))
                .one();
    }

    @Override
    public void destroy() {
        connections.dispose();
    }

    private static News together(List<News> rows) {
        return new News(
                rows.getFirst().horizon(),
                rows.stream().flatMap(row -> row.revocations().stream()).toList());
    }

    private static List<Revocation> found(Readable row) {
        var epoch = row.get("epoch", Long.class);
        if (Objects.isNull(epoch)) {
            return List.of();
        }
        return List.of(new Revocation(
                new Subject(
                        RevocationStore.scope(required(row, "scope", String.class)),
                        required(row, "subject", String.class)),
                epoch,
                required(row, "reason", String.class),
                required(row, "revoked_at", Instant.class),
                required(row, "matters_until", Instant.class)));
    }
}
