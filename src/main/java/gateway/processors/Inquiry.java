package gateway.processors;

import reactor.core.publisher.Mono;

/** A rail that can be asked what became of a message. VISA cannot: there an unknown outcome is reversed. */
public interface Inquiry {

    Mono<Finding> inquire(Leg leg);

    /** What the rail's books say about a message. */
    sealed interface Finding {

        /** It happened. */
        record Done(Outcome.Approved approved) implements Finding {}

        /** It was declined. */
        record Refused(Outcome.Declined declined) implements Finding {}

        /** It happened and was undone. */
        record Undone() implements Finding {}

        /** The rail knows nothing of it. The message may still be on its way: the caller waits before believing it. */
        record NotFound() implements Finding {}

        /** The rail cannot say now. */
        record Unclear(String why) implements Finding {}
    }
}
