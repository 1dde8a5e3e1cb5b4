package gateway.fraud.state;

import gateway.fraud.Attempt;
import gateway.fraud.Verdict;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The state's side of the fight against fraud. Whatever protocol the state publishes one day stands behind this. */
public interface StateAntifraud {

    /** Whether there is anybody to ask. */
    boolean isThere();

    /** Emits once within the link's deadline, and never errors. */
    Mono<Answer> check(Attempt attempt);

    /**
     * Tells of a payment that was fraud; completes with their reference once they have acknowledged it, else errors.
     */
    Mono<String> report(Report report);

    /** What came back. */
    sealed interface Answer {

        /**
         * @param reason their code; empty where they have none
         * @param reference under which they know the check
         */
        record Said(Verdict verdict, String reason, String reference) implements Answer {}

        /** No usable answer. */
        record Silent(String why) implements Answer {}
    }

    /** @param id the same for every repeat */
    record Report(UUID id, String payment, String kind, String note, Instant reportedAt) {}
}
