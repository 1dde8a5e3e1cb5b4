package gateway.crossborder.postgres;

import gateway.platform.postgres.StepwiseDelete;
import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes quotes that ended long ago, in steps too small to be felt. A remittance has its own copy of the terms. */
@Component
class ForgetOldQuotes {

    /** A used quote has to stand for as long as somebody may try to use it again. */
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private static final Duration TURN = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final StepwiseDelete delete;

    ForgetOldQuotes(DatabaseClient database, Clock clock) {
        this.delete = new StepwiseDelete(database, clock, TURN);
    }

    @Bean
    BackgroundWork forgettingOldQuotes() {
        return BackgroundWork.every("Forgetting old quotes", PAUSE, () -> run().timeout(DEADLINE));
    }

    Mono<Void> run() {
        return delete.olderThan(KEPT_FOR, "crossborder.quote", "expires_at < :before");
    }
}
