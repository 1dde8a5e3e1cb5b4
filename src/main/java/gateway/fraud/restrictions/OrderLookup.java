package gateway.fraud.restrictions;

import static gateway.platform.postgres.Columns.required;

import gateway.fraud.Restriction;
import gateway.fraud.Subject;
import gateway.platform.postgres.OwnConnections;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks which orders there are over a few connections of its own: however busy the shared pool is, no node's view grows
 * old for want of a connection.
 */
@Component
class OrderLookup implements DisposableBean {

    /** As many payments may ask at once while the view is too old. */
    static final int ASK_TOGETHER = 8;

    private static final String NEWS = """
            select horizon.xid as horizon, news.id, news.kind, news.subject, news.received_at, news.until,
                   news.lifted_at
              from (select pg_snapshot_xmin(pg_current_snapshot())::text as xid) as horizon
              left join fraud.restriction news
                on news.xid >= cast(:since as xid8)
               and news.until > :now
            """;

    private static final String IN_FORCE = """
            select id, kind, subject, received_at, until
              from fraud.restriction
             where subject = any (:subjects) and until > :now and lifted_at is null
             order by until desc
            """;

    private final DatabaseClient database;
    private final OwnConnections connections;
    private final Clock clock;

    OrderLookup(ConnectionFactory shared, Clock clock) {
        // One more than may ask at once, so that the poll always finds one.
        this.connections = OwnConnections.beside(shared, ASK_TOGETHER + 1);
        this.database = connections.database();
        this.clock = clock;
    }

    /**
     * What a node has not heard yet.
     *
     * @param horizon ask from here next time: everything that committed late is after it
     */
    record News(String horizon, List<Heard> orders) {}

    /** An order that came, or that was lifted. */
    record Heard(Restriction restriction, boolean lifted) {}

    Mono<News> since(String horizon) {
        return database.sql(NEWS)
                .bind("since", horizon)
                .bind("now", clock.instant())
                .map(row -> new News(required(row, "horizon", String.class), heard(row)))
                .all()
                .collectList()
                .map(OrderLookup::together);
    }

    private static List<Heard> heard(Readable row) {
        return row.get("id", String.class) == null
                ? List.of()
                : List.of(new Heard(restriction(row), row.get("lifted_at", Instant.class) != null));
    }

    private static News together(List<News> rows) {
        return new News(
                rows.getFirst().horizon(),
                rows.stream().flatMap(row -> row.orders().stream()).toList());
    }

    /** The order that stops one of these and ends last, as of now. */
    Mono<Optional<Restriction>> inForce(List<Subject> subjects) {
        return database.sql(IN_FORCE)
                .bind("subjects", subjects.stream().map(Subject::id).toArray(UUID[]::new))
                .bind("now", clock.instant())
                .map(OrderLookup::restriction)
                .all()
                .filter(it -> subjects.contains(it.subject()))
                .next()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static Restriction restriction(Readable row) {
        return new Restriction(
                required(row, "id", String.class),
                OrderStore.subject(row),
                required(row, "received_at", Instant.class),
                required(row, "until", Instant.class));
    }

    @Override
    public void destroy() {
        connections.dispose();
    }
}
