package gateway.compliance;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.CustomerId;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How far each pass through all customers has come, so that it is gone through once, by one node at a time. */
final class ScreeningPasses {

    static final CustomerId NOBODY = new CustomerId(new UUID(0, 0));

    private static final String KNOW = """
            insert into compliance.rescreening (pass, begun_at, shard, after, screened, lease_until)
            values (:pass, :now, 0, :nobody, 0, :now)
            on conflict do nothing
            """;

    private static final String BEGIN = """
            update compliance.rescreening
               set lease_until = :until
             where pass = :pass and done_at is null and lease_until <= :now
            returning shard, after
            """;

    private static final String SAVE = """
            update compliance.rescreening
               set shard = :shard,
                   after = :after,
                   screened = screened + :screened,
                   lease_until = :until,
                   done_at = case when :done then :now end
             where pass = :pass
            """;

    private static final String REST = """
            update compliance.rescreening
               set lease_until = :now
             where pass = :pass
            """;

    /** A node that has not come further for so long is taken to be gone. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final Clock clock;

    ScreeningPasses(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param after the last customer of the shard who was compared */
    record Progress(int shard, CustomerId after, boolean done) {}

    /** Emits where to go on; empty when it is done, or another node is at it. */
    Mono<Progress> begin(String pass) {
        return Mono.defer(() -> {
            var now = clock.instant();
            return database.sql(KNOW)
                    .bind("pass", pass)
                    .bind("nobody", NOBODY.value())
                    .bind("now", now)
                    .then()
                    .then(database.sql(BEGIN)
                            .bind("pass", pass)
                            .bind("now", now)
                            .bind("until", now.plus(LEASE))
                            .map(row -> new Progress(
                                    required(row, "shard", Integer.class),
                                    new CustomerId(required(row, "after", UUID.class)),
                                    false))
                            .one());
        });
    }

    Mono<Progress> save(String pass, Progress next, int screened) {
        return Mono.defer(() -> {
            var now = clock.instant();
            return database.sql(SAVE)
                    .bind("pass", pass)
                    .bind("shard", next.shard())
                    .bind("after", next.after().value())
                    .bind("screened", screened)
                    .bind("done", next.done())
                    .bind("now", now)
                    .bind("until", now.plus(LEASE))
                    .then()
                    .thenReturn(next);
        });
    }

    /** The next turn may be anybody's. */
    Mono<Void> rest(String pass) {
        return Mono.defer(() -> database.sql(REST)
                .bind("pass", pass)
                .bind("now", clock.instant())
                .then());
    }
}
