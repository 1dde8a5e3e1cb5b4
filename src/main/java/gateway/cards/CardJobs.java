package gateway.cards;

import gateway.cards.postgres.RegistrationSweep;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What has to be done about cards without anybody asking. Each run is harmless next to another node's. */
@Component
@EnableScheduling
class CardJobs {

    private final RewrapCards rewrap;
    private final RegistrationSweep sweep;
    private final Moments moments;

    CardJobs(RewrapCards rewrap, RegistrationSweep sweep, Moments moments) {
        this.rewrap = rewrap;
        this.sweep = sweep;
        this.moments = moments;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    Mono<Long> rewrap() {
        return rewrap.run();
    }

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    Mono<Long> sweep() {
        return Mono.defer(() -> sweep.run(moments.now()));
    }
}
