package gateway.processors;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * A rail that can set money aside on a card and take it later. A charge is a message like any other: what became of it
 * after silence {@link Inquiry} tells, and {@link Processor#reverse} gives it back.
 */
public interface Holds extends Inquiry {

    /**
     * Sets the leg's amount aside. {@link Outcome.Approved#railReference} is the rail's name of the hold. Asks once.
     * After {@link Outcome.Unknown} the amount may be set aside under a name that never reached us: nobody can charge
     * it, and it is free again when the period is over.
     */
    Mono<Outcome> hold(Leg leg, Duration period);

    /**
     * Takes the leg's amount, all of what is held or less; the rest is free again. Asks once, under the leg's identity.
     */
    Mono<Outcome> charge(Leg leg, String hold);

    /** Frees what the leg held. May be repeated until it is certain. */
    Mono<Release> release(Leg leg, String hold);

    /** Every way in which a rail can answer a request to free what is held. */
    sealed interface Release {

        /** It is free. */
        record Released() implements Release {}

        /**
         * Nothing is held under this name: freed before, lapsed, or charged. Whoever sent a charge inquires about that.
         */
        record Gone() implements Release {}

        /** The rail refuses; the hold lapses by itself. */
        record Refused(String railCode) implements Release {}

        /** Not answered, or not sent: try again. */
        record Unclear(String why) implements Release {}
    }
}
