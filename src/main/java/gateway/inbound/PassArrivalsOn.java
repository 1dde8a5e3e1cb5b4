package gateway.inbound;

import gateway.inbound.Arrival.State.Succeeded;
import gateway.inbound.WriteArrival.ArrivalMoved;
import gateway.payments.Onward;
import gateway.payments.PassingOn;
import gateway.payments.PassingOn.Patience;
import gateway.payments.PassingOn.Way;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Part;
import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Passes what came from abroad for linked cards on to them, out of their owners' wallets, on any node. */
@Component
class PassArrivalsOn {

    private static final Logger log = LoggerFactory.getLogger(PassArrivalsOn.class);
    private static final int AT_ONCE = 64;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Arrivals arrivals;
    private final PassingOn passing;
    private final Journal journal;
    private final InboundSettings.OnwardSettings settings;
    private final Clock clock;

    PassArrivalsOn(Arrivals arrivals, PassingOn passing, Journal journal, InboundSettings settings, Clock clock) {
        this.arrivals = arrivals;
        this.passing = passing;
        this.journal = journal;
        this.settings = settings.onward();
        this.clock = clock;
    }

    private record OnItsWay(Arrival arrival, Into.LinkedCard to, Way way) {}

    @Bean
    BackgroundWork passingArrivalsOn() {
        return BackgroundWork.every("Passing arrivals on to cards", settings.pause(), () -> run().timeout(DEADLINE));
    }

    Mono<Void> run() {
        return Flux.defer(() -> take())
                .map(PassArrivalsOn::read)
                .flatMap(it -> lookAfter(it).onErrorResume(error -> failed(it, error)), AT_ONCE)
                .then();
    }

    private Flux<Arrival> take() {
        var now = clock.instant();
        return arrivals.takeOnward(now, now.plus(settings.lease()), settings.limit());
    }

    private static OnItsWay read(Arrival it) {
        if (it.into() instanceof Into.LinkedCard to && it.state() instanceof Succeeded(var at)) {
            return new OnItsWay(it, to, new Way(to.onward(), it.receiver(), to.card(), it.received(), at));
        }
        throw new IllegalStateException(it + " is on its way to no card");
    }

    private Mono<Void> lookAfter(OnItsWay it) {
        return passing.look(it.way(), new Patience(settings.lease(), settings.within()))
                .flatMap(next -> next.equals(it.to().onward()) ? Mono.empty() : write(it, next));
    }

    private Mono<Void> write(OnItsWay it, Onward next) {
        var moved =
                it.arrival().into(new Into.LinkedCard(it.to().card(), it.to().scheme(), next));
        var parts = new ArrayList<Part>(List.of(new WriteArrival(moved)));
        if (next.stage() == Onward.Stage.KEPT) {
            parts.add(ArrivalEvents.kept(moved, clock.instant()));
        }
        return journal.commit(new Entry(moved.key().shard(), Priority.COMPLETION, parts))
                .flatMap(decision -> switch (decision) {
                    case Committed _ -> Mono.empty();
                    // Another node heard the same, or will.
                    case Refused(ArrivalMoved _) -> Mono.empty();
                    case Refused(var refusal) ->
                        Mono.error(new IllegalStateException("An arrival's way was refused: " + refusal));
                });
    }

    // It comes up again when its lease ends, and never stops the others.
    private Mono<Void> failed(OnItsWay it, Throwable error) {
        log.atWarn()
                .addKeyValue("payment", it.to().onward().payment())
                .setCause(error)
                .log("What came from abroad could not be passed on to its card");
        return Mono.empty();
    }
}
