package gateway.compliance;

import static gateway.platform.postgres.Columns.required;

import gateway.compliance.lists.AcceptedList;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The last accepted version of each list, in PostgreSQL: what a node that starts has to compare its files with. */
final class AcceptedLists {

    private static final String ALL = """
            select list, version, published, entries
              from compliance.accepted_list
            """;

    // A node whose folder is behind never takes another node's word back.
    private static final String ACCEPT = """
            insert into compliance.accepted_list as it (list, version, published, entries, sha256, accepted_at)
            values (:list, :version, :published, :entries, :sha256, :now)
            on conflict (list) do update
               set version = excluded.version, published = excluded.published, entries = excluded.entries,
                   sha256 = excluded.sha256, accepted_at = excluded.accepted_at
             where excluded.published >= it.published and 2 * excluded.entries >= it.entries
            """;

    private static final String FORGET = """
            delete from compliance.accepted_list
             where list = :list
            """;

    private final DatabaseClient database;
    private final Clock clock;

    AcceptedLists(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** By list. */
    Mono<Map<String, ListVersion>> all() {
        return database.sql(ALL).map(AcceptedLists::version).all().collectMap(ListVersion::list);
    }

    Mono<Void> accept(AcceptedList it) {
        return Mono.defer(() -> database.sql(ACCEPT)
                .bind("list", it.version().list())
                .bind("version", it.version().version())
                .bind("published", it.version().published())
                .bind("entries", it.version().entries())
                .bind("sha256", HexFormat.of().parseHex(it.sha256()))
                .bind("now", clock.instant())
                .then());
    }

    /** Says whether there was one. */
    Mono<Boolean> forget(String list) {
        return Mono.defer(() -> database.sql(FORGET).bind("list", list).fetch().rowsUpdated())
                .map(rows -> rows > 0);
    }

    private static ListVersion version(Readable row) {
        return new ListVersion(
                required(row, "list", String.class),
                required(row, "version", String.class),
                required(row, "published", Instant.class),
                required(row, "entries", Integer.class));
    }
}
