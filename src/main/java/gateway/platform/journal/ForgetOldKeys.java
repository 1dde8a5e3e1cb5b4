package gateway.platform.journal;

import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
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
                    limit 5000))
            """;

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

    private Mono<Long> forget(String sql, Duration age) {
        return database.sql(sql)
                .bind("before", clock.instant().minus(age))
                .fetch()
                .rowsUpdated();
    }
}
