package gateway.cards;

import gateway.cards.postgres.RegistrationSweep;
import gateway.platform.background.Job;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends registrations whose time is over, so that card data of nobody's card does not stay. */
@Component
final class LapseJob implements Job {

    private final RegistrationSweep sweep;
    private final Moments moments;

    LapseJob(RegistrationSweep sweep, Moments moments) {
        this.sweep = sweep;
        this.moments = moments;
    }

    @Override
    public String name() {
        return "lapse-card-registrations";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Void> run() {
        return Mono.defer(() -> sweep.run(moments.now())).then();
    }
}
