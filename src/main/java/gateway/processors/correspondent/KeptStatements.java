package gateway.processors.correspondent;

import gateway.platform.iso20022.AccountStatement;
import java.time.Instant;
import reactor.core.publisher.Flux;

/** Correspondents' statements (camt.053) of the accounts that we have there, each of them stored once. */
public interface KeptStatements {

    /**
     * Those of a correspondent that came after the given one, oldest first. Their numbers grow in the order in which
     * they become visible, so none comes later with a lower one.
     *
     * @param number of its last that is known; 0 for none
     */
    Flux<Kept> after(String correspondent, long number, int limit);

    /**
     * @param number grows, with gaps
     * @param xml as it came, byte by byte
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Kept(long number, String correspondent, Instant receivedAt, AccountStatement statement, byte[] xml) {}
}
