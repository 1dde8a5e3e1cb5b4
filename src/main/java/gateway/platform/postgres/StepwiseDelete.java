package gateway.platform.postgres;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Removes what is too old in steps too small to be felt. */
public final class StepwiseDelete {

    /** As many rows as a step removes at most: a full step says that there is more to do. */
    private static final long STEP = 2_000;

    private final DatabaseClient database;
    private final Clock clock;
    private final Duration turn;

    /** @param turn how long it may go on with one statement; what remains then waits for the next call */
    public StepwiseDelete(DatabaseClient database, Clock clock, Duration turn) {
        this.database = database;
        this.clock = clock;
        this.turn = turn;
    }

    /**
     * Step by step until nothing is left or the turn is over.
     *
     * @param which the condition that makes a row old, with the moment {@code :before}
     */
    public Mono<Void> olderThan(Duration age, String table, String which) {
        return olderThan(age, """
                delete from %1$s
                 where ctid = any (array(
                       select ctid
                         from %1$s
                        where %2$s
                        limit :step))
                """.formatted(table, which));
    }

    /**
     * The same for what is not removed row by row.
     *
     * @param sql deletes at most {@code :step} rows that are older than {@code :before}
     */
    public Mono<Void> olderThan(Duration age, String sql) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var step = step(sql, now.minus(age));
            return step.expand(removed -> removed < STEP || isOver(now) ? Mono.empty() : step)
                    .then();
        });
    }

    private boolean isOver(Instant begun) {
        return clock.instant().isAfter(begun.plus(turn));
    }

    private Mono<Long> step(String sql, Instant before) {
        return database.sql(sql)
                .bind("before", before)
                .bind("step", STEP)
                .fetch()
                .rowsUpdated();
    }
}
