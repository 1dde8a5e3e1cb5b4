package gateway.processors.correspondent;

import gateway.platform.iso20022.AccountStatement;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Correspondents' statements (camt.053) of the accounts that we have there, each of them stored once. */
public interface KeptStatements {

    /**
     * The first of a correspondent that came after the given one; empty where there is none. Their numbers grow in the
     * order in which they become visible, so none comes later with a lower one. One at a time, because one may have
     * sixteen megabytes.
     *
     * @param number of its last that is known; 0 for none
     */
    Mono<Kept> next(String correspondent, long number);

    /** A statement as it was stored. */
    sealed interface Kept {

        /** Grows, with gaps. */
        long number();

        String correspondent();
    }

    /** @param xml as it came, byte by byte */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Legible(long number, String correspondent, Instant receivedAt, AccountStatement statement, byte[] xml)
            implements Kept {}

    /** It was taken once and cannot be read any more, because what reads it has changed since. */
    record Unreadable(long number, String correspondent, String why) implements Kept {}
}
