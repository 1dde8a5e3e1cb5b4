package gateway.processors.correspondent;

import gateway.platform.iso20022.AccountStatement;
import java.time.Instant;
import reactor.core.publisher.Flux;

/** Correspondents' statements (camt.053) of the accounts that we have there, each of them stored once. */
public interface KeptStatements {

    /**
     * Those that came after the given one, oldest first.
     *
     * @param number of the last that is known; 0 for none
     */
    Flux<Kept> after(long number, int limit);

    /** @param number grows, with gaps */
    record Kept(long number, String correspondent, Instant receivedAt, AccountStatement statement) {}
}
