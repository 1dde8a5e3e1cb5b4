package gateway.packs;

import gateway.platform.postgres.Columns;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was activated, in PostgreSQL; rows are only ever added. */
@Component
class ActivationStore {

    // Numbers must become visible in their order, or a node would overlook one.
    private static final String LOCK = "lock table packs.activation in share row exclusive mode";

    private static final String ADD = """
            insert into packs.activation (number, kind, text, signer, act, at)
            select coalesce(max(number), 0) + 1, :kind, :text, :signer, :act, :at
              from packs.activation
            """;

    private static final String NEWEST = """
            select distinct on (kind) number, kind, text, at
              from packs.activation
             where number > :after
             order by kind, number desc
            """;

    private static final String LAST_OF_KIND = """
            select number, kind, text, at
              from packs.activation
             where kind = :kind
             order by number desc
             limit 1
            """;

    private static final String BEFORE = """
            select number, kind, text, at
              from packs.activation
             where kind = :kind and number < :number
             order by number desc
             limit 1
            """;

    private final DatabaseClient database;

    ActivationStore(DatabaseClient database) {
        this.database = database;
    }

    /** Call inside a transaction; whoever comes next waits for its end. */
    Mono<Void> lock() {
        return database.sql(LOCK).then();
    }

    Mono<Void> add(String kind, String text, String signer, UUID act, Instant at) {
        return database.sql(ADD)
                .bind("kind", kind)
                .bind("text", text)
                .bind("signer", signer)
                .bind("act", act)
                .bind("at", at)
                .then();
    }

    Mono<Activation> last(String kind) {
        return database.sql(LAST_OF_KIND)
                .bind("kind", kind)
                .map(ActivationStore::activation)
                .one();
    }

    /** The one that the bank had activated before that one. */
    Mono<Activation> before(String kind, long number) {
        return database.sql(BEFORE)
                .bind("kind", kind)
                .bind("number", number)
                .map(ActivationStore::activation)
                .one();
    }

    /** Of each kind the last one, where it came after that number. */
    Flux<Activation> newest(long after) {
        return database.sql(NEWEST)
                .bind("after", after)
                .map(ActivationStore::activation)
                .all();
    }

    private static Activation activation(Readable row) {
        return new Activation(
                Columns.required(row, "number", Long.class),
                Columns.required(row, "kind", String.class),
                Columns.required(row, "text", String.class),
                Columns.required(row, "at", Instant.class));
    }
}
