package gateway.routing;

import gateway.cards.Scheme;
import gateway.processors.LegRequest;
import gateway.shared.money.Money;
import java.util.List;

/** Chooses the processors for a leg. Pure and in memory: called once per leg on the hot path. */
public interface Routing {

    /** Best first; empty when no processor can serve the question. Every candidate carries the reason for its place. */
    List<Candidate> candidates(Question question);

    /**
     * What routing may look at.
     *
     * @param evenWithoutRoom whether a processor counts that has no room now: where giving up would undo what is done
     */
    record Question(Scheme scheme, LegRequest.Kind kind, Money amount, boolean evenWithoutRoom) {}
}
