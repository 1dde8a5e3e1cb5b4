package gateway.cards;

import gateway.platform.background.Job;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks now and then whether a new key version has cards left to move. */
@Component
final class RewrapJob implements Job {

    private final RewrapCards rewrap;

    RewrapJob(RewrapCards rewrap) {
        this.rewrap = rewrap;
    }

    @Override
    public String name() {
        return "rewrap-cards";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(10);
    }

    // What does not fit into one run is found by the next.
    @Override
    public Duration deadline() {
        return Duration.ofMinutes(30);
    }

    @Override
    public Mono<Void> run() {
        return rewrap.run().then();
    }
}
