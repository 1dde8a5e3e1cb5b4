package gateway.processors.visa;

import gateway.cards.CardDetails;
import gateway.cards.Pan;
import gateway.platform.iso8583.IsoMessage;
import gateway.processors.LegRequest;
import java.time.YearMonth;

/** Everything we ask the network on behalf of a card, and every way it can come back. */
sealed interface VisaMessage {

    /** What the answer will name. */
    VisaIdentity identity();

    /** Is this card good? Moves nothing (0100, condition 51, amount zero). */
    record Verification(VisaIdentity identity, Pan pan, YearMonth expiry) implements VisaMessage {}

    /** Move the money of a leg (0200). */
    record Financial(VisaIdentity identity, LegRequest leg, CardDetails card) implements VisaMessage {}

    /**
     * Undo a leg whether or not it happened: 0400 first, then 0420, then 0421 as often as needed.
     *
     * @param identity of this message: the network wants a trace number and a time of its own
     * @param original of the message to undo; its reference is in field 37, all of it in field 90
     */
    record Undo(VisaIdentity identity, VisaIdentity original, LegRequest leg, CardDetails card, int attempt)
            implements VisaMessage {}

    /** How asking went. */
    sealed interface Answer {

        /** The network answered this very message. */
        record Answered(IsoMessage message) implements Answer {}

        /** It never left us. */
        record NotSent(String why) implements Answer {}

        /** It may have left us, and nothing usable came back. */
        record Silent(String why) implements Answer {}
    }
}
