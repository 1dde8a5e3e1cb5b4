package gateway.processors;

import gateway.cards.Scheme;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** A rail that says what a test wants, and counts how often it was asked. */
class FakeRail implements Processor {

    Supplier<Mono<Outcome>> says = Mono::never;
    int asked;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Scheme scheme() {
        return Scheme.VISA;
    }

    @Override
    public Mono<MessageIdentity> identify(LegRequest request) {
        return Mono.just(new MessageIdentity(request.id().toString()));
    }

    @Override
    public Mono<Outcome> send(Leg leg) {
        asked++;
        return says.get();
    }

    @Override
    public Mono<Reversal> reverse(Leg leg, int attempt) {
        return Mono.just(new Reversal.Reversed("ROK"));
    }

    /** The same for one that can be asked what became of a message. */
    static final class Inquirable extends FakeRail implements Inquiry {

        Supplier<Mono<Finding>> finds = () -> Mono.just(new Finding.NotFound());

        @Override
        public Mono<Finding> inquire(Leg leg) {
            return finds.get();
        }
    }

    /** The same for one that can set money aside. */
    static final class Holding extends FakeRail implements Holds {

        @Override
        public Mono<Finding> inquire(Leg leg) {
            return Mono.just(new Finding.NotFound());
        }

        @Override
        public Mono<Outcome> hold(Leg leg, Duration period) {
            return send(leg);
        }

        @Override
        public Mono<Outcome> charge(Leg leg, String hold) {
            return send(leg);
        }

        @Override
        public Mono<Release> release(Leg leg, String hold) {
            return Mono.error(new IllegalStateException("a rail that broke its word"));
        }
    }
}
