package gateway.limits;

import gateway.platform.postgres.StepwiseDelete;
import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes counts and uses that no limit asks for any more, in steps too small to be felt. */
@Component
class ForgetOldUses {

    /** A payment that is still being settled may want to give back what it took. */
    private static final Duration GRACE = Duration.ofDays(2);

    private static final Duration TURN = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final StepwiseDelete delete;
    private final LimitSettings settings;

    ForgetOldUses(DatabaseClient database, Clock clock, LimitSettings settings) {
        this.delete = new StepwiseDelete(database, clock, TURN);
        this.settings = settings;
    }

    @Bean
    BackgroundWork forgettingOldUses() {
        return BackgroundWork.every("Forgetting old uses", PAUSE, () -> run().timeout(DEADLINE));
    }

    Mono<Void> run() {
        return Flux.concat(
                        delete.olderThan(GRACE, "limits.counter", "until < :before"),
                        delete.olderThan(GRACE, "limits.taken", "until < :before"),
                        delete.olderThan(settings.keptFor(), "limits.use", "at < :before"))
                .then();
    }
}
