package gateway.platform.journal;

import gateway.platform.postgres.StepwiseDelete;
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

    private static final String MARKERS = """
            delete from platform.journal_batch
             where id = any (array(
                   select id
                     from platform.journal_batch
                    where at < :before
                    order by id
                    limit :step))
            """;

    /** Together less than a third of the time, so that there is always more rest than work. */
    private static final Duration TURN = Duration.ofSeconds(4);

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final StepwiseDelete delete;
    private final JournalSettings settings;

    ForgetOldKeys(DatabaseClient database, Clock clock, JournalSettings settings) {
        this.delete = new StepwiseDelete(database, clock, TURN);
        this.settings = settings;
    }

    @Bean
    BackgroundWork forgettingOldKeys() {
        return BackgroundWork.every("Forgetting old keys", PAUSE, () -> run().timeout(DEADLINE));
    }

    Mono<Void> run() {
        return Flux.concat(
                        delete.olderThan(settings.keepKeys(), "platform.idempotency", "created_at < :before"),
                        delete.olderThan(settings.keepKeys(), "platform.answer", "created_at < :before"),
                        delete.olderThan(settings.keepMarkers(), MARKERS))
                .then();
    }
}
