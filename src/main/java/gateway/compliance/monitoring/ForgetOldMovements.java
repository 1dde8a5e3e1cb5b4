package gateway.compliance.monitoring;

import gateway.platform.postgres.StepwiseDelete;
import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes movements that no window reaches any more; what was found in them stays in its case. */
@Component
class ForgetOldMovements {

    /** Twice the longest window a pack can have, and some. */
    private static final Duration KEPT_FOR = Duration.ofDays(800);

    private static final Duration TURN = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration JUDGE_EVERY = Duration.ofSeconds(2);
    private static final Duration JUDGE_DEADLINE = Duration.ofMinutes(5);

    private final StepwiseDelete delete;

    ForgetOldMovements(DatabaseClient database, Clock clock) {
        this.delete = new StepwiseDelete(database, clock, TURN);
    }

    @Bean
    BackgroundWork forgettingOldMovements() {
        return BackgroundWork.every("Forgetting old movements", PAUSE, () -> run().timeout(DEADLINE));
    }

    @Bean
    BackgroundWork judgingMovements(JudgeMovements judge) {
        return BackgroundWork.every(
                "Judging movements", JUDGE_EVERY, () -> judge.run().timeout(JUDGE_DEADLINE));
    }

    Mono<Void> run() {
        return delete.olderThan(KEPT_FOR, "compliance.movement", "at < :before and judged");
    }
}
