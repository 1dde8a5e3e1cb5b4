package gateway.processors;

import gateway.cards.Scheme;
import gateway.shared.money.Money;
import reactor.core.publisher.Mono;

/**
 * A rail that moves money on cards. A processor answers with values, never with errors, never empty, always within its
 * own deadline; whatever it cannot read is {@link Outcome.Unknown}.
 */
public interface Processor {

    /** Stable name in accounts, metrics and settings, such as {@code uzcard}. */
    String name();

    Scheme scheme();

    /**
     * Whether a request made now has a fair chance to go out. Asked before a payment is opened, so that what the rail
     * cannot take is refused at once instead of being opened and declined.
     */
    default boolean hasRoom() {
        return true;
    }

    /** How many more messages it may have in flight now. */
    default int freePlaces() {
        return Integer.MAX_VALUE;
    }

    /** Whether it ever takes such a leg of so much. Asked before a payment is opened, as {@link #hasRoom} is. */
    default boolean takes(LegRequest.Kind kind, Money amount) {
        return true;
    }

    /** Whether it gives back a part of what it took. Asked before a refund is opened. */
    default boolean refundsInPart() {
        return true;
    }

    /** How it has done lately. */
    default RailFigures figures() {
        return RailFigures.UNTRIED;
    }

    /**
     * The identity of the message that will ask for the leg, to be stored before {@link #send}: what the rail knows the
     * request by, so that a repeat, an enquiry or a reversal names the same one. Empty-handed rails derive it from the
     * payment; VISA takes a STAN.
     */
    Mono<MessageIdentity> identify(LegRequest request);

    /** Asks once. Only {@link Outcome.NotSent} may be tried again or elsewhere. */
    Mono<Outcome> send(Leg leg);

    /**
     * Undoes a leg, whether or not it ever happened. May be repeated until it is certain.
     *
     * @param attempt 1 for the first try; repeats are marked as such on rails that want it (0421)
     */
    Mono<Reversal> reverse(Leg leg, int attempt);
}
