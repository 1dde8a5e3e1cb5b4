package gateway.fraud.velocity;

import gateway.platform.postgres.StepwiseDelete;
import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes attempts that no back-test asks for any more, in steps too small to be felt. */
@Component
class ForgetAttempts {

    private static final Duration TURN = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final StepwiseDelete delete;
    private final AttemptSettings settings;

    ForgetAttempts(DatabaseClient database, Clock clock, AttemptSettings settings) {
        this.delete = new StepwiseDelete(database, clock, TURN);
        this.settings = settings;
    }

    @Bean
    BackgroundWork forgettingOldAttempts() {
        return BackgroundWork.every("Forgetting old attempts", PAUSE, () -> run().timeout(DEADLINE));
    }

    Mono<Void> run() {
        return delete.olderThan(settings.keptFor(), "fraud.attempt", "at < :before");
    }
}
