package gateway.platform.journal;

import static gateway.platform.postgres.Columns.required;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Up to which moment a table that only grows can be read without missing anything. Only transactions that have put
 * something into it hold it back, until they end; what else is open in the database, for however long, does not matter.
 * A row's time must be taken when it is made; whoever takes it earlier stays behind by as much.
 */
public final class WriteHorizon {

    // Whoever inserts holds this lock from before the row's time is taken until after its COMMIT can be seen. So
    // whatever has a time before this transaction's beginning either holds its lock when we look, or can be seen by the
    // next statement, or never will be. Everybody may look at locks; of others' transactions not everybody sees more
    // than that there are some.
    private static final String LOOK = """
        select now() as moment,
               array(select distinct l.virtualtransaction
                       from pg_locks l
                      where l.locktype = 'relation' and l.mode = 'RowExclusiveLock' and l.granted
                        and l.relation = cast(cast(:table as text) as regclass)
                        and l.database = (select d.oid from pg_database d where d.datname = current_database()))
               as writers
        """;

    // How far the database's clock may be set back without a new row coming to lie behind what was read.
    private static final Duration CLOCK = Duration.ofSeconds(1);

    private final String table;
    private final AtomicReference<Seen> seen = new AtomicReference<>(Seen.NOTHING);

    /** @param table with its schema */
    public WriteHorizon(String table) {
        this.table = table;
    }

    /** Who had written and not ended, at a moment of the database's clock. */
    record Look(Instant moment, Collection<String> writers) {}

    /**
     * What the looks so far say.
     *
     * @param read everything before it can be seen
     * @param next is as good once none of the writers is left
     */
    record Seen(Instant read, Instant next, Set<String> writers) {

        static final Seen NOTHING = new Seen(Instant.EPOCH, Instant.EPOCH, Set.of());

        Seen after(Look look) {
            if (look.moment().isBefore(next)) {
                // The clock was set back: what was seen before it says nothing of times that come a second time.
                return new Seen(Instant.EPOCH, look.moment(), Set.copyOf(look.writers()));
            }
            var left = new HashSet<>(writers);
            left.retainAll(look.writers());
            if (!left.isEmpty()) {
                return new Seen(read, next, Set.copyOf(left));
            }
            var reached = look.writers().isEmpty() ? look.moment() : next;
            return new Seen(reached, look.moment(), Set.copyOf(look.writers()));
        }
    }

    /** Emits the moment, for statements that come later. While somebody writes all the time it moves with each look. */
    public Mono<Instant> moment(DatabaseClient client) {
        return client.sql(LOOK)
                .bind("table", table)
                .map(WriteHorizon::look)
                .one()
                .map(look ->
                        seen.updateAndGet(before -> before.after(look)).read().minus(CLOCK));
    }

    private static Look look(Readable row) {
        return new Look(required(row, "moment", Instant.class), List.of(required(row, "writers", String[].class)));
    }
}
