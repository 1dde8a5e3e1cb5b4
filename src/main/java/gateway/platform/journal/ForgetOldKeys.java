package gateway.platform.journal;

import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes idempotency keys, answers and batch markers whose time is over, in steps too small to be felt. */
@Component
class ForgetOldKeys {

    private static final String KEYS = """
            delete from platform.idempotency
             where ctid = any (array(
                   select ctid
                     from platform.idempotency
                    where created_at < :before
                    limit 2000))
            """;

    private static final String ANSWERS = """
            delete from platform.answer
             where ctid = any (array(
                   select ctid
                     from platform.answer
                    where created_at < :before
                    limit 2000))
            """;

    // An unanswered commit is settled within seconds, so an hour is plenty.
    private static final String MARKERS = """
            delete from platform.journal_batch
             where id = any (array(
                   select id
                     from platform.journal_batch
                    where at < :before
                    order by id
                    limit 2000))
            """;

    /** As many rows as every statement removes at most: a full step says that there is more to do. */
    private static final long STEP = 2_000;

    /** Together less than a third of the time, so that there is always more rest than work. */
    private static final Duration TURN = Duration.ofSeconds(4);

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final Clock clock;
    private final JournalSettings settings;

    ForgetOldKeys(DatabaseClient database, Clock clock, JournalSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    @Bean
    BackgroundWork forgettingOldKeys() {
        return BackgroundWork.every("Forgetting old keys", PAUSE, () -> run().timeout(DEADLINE));
    }

    private Mono<Void> run() {
        return Flux.concat(
                        forget(KEYS, settings.keepKeys()),
                        forget(ANSWERS, settings.keepKeys()),
                        forget(MARKERS, Duration.ofHours(1)))
                .then();
    }

    /** Step by step until nothing is left or the turn is over; what remains waits for the next turn. */
    private Mono<Void> forget(String sql, Duration age) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var step = step(sql, now.minus(age));
            return step.expand(removed -> removed < STEP || isOver(now) ? Mono.empty() : step)
                    .then();
        });
    }

    private boolean isOver(Instant begun) {
        return clock.instant().isAfter(begun.plus(TURN));
    }

    private Mono<Long> step(String sql, Instant before) {
        return database.sql(sql).bind("before", before).fetch().rowsUpdated();
    }
}
