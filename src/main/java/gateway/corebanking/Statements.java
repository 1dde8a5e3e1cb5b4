package gateway.corebanking;

import gateway.corebanking.statement.Statement;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** The statements that were imported. */
public interface Statements {

    /**
     * Stores a statement whole, once.
     *
     * @param digest of the file
     * @param by who imports it
     */
    Mono<Imported> add(Statement statement, byte[] digest, String by, Instant now);

    /** What became of an import. */
    enum Imported {
        ADDED,
        KNOWN,
        /** Another file was imported under the same id. */
        CHANGED
    }
}
