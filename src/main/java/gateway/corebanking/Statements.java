package gateway.corebanking;

import gateway.corebanking.statement.Statement;
import gateway.corebanking.tieout.TieOutRules.Books;
import java.time.Instant;
import java.time.LocalDate;
import reactor.core.publisher.Mono;

/** The statements that were imported, and the books that they are compared with. */
public interface Statements {

    /**
     * Stores a statement whole, once.
     *
     * @param digest of the file
     * @param by who imports it
     */
    Mono<Imported> add(Statement statement, byte[] digest, String by, Instant now);

    /** Everything about a day, with the days around it. */
    Mono<Books> of(LocalDate day, AccountMap map);

    /** What became of an import. */
    enum Imported {
        ADDED,
        KNOWN,
        /** Another file was imported under the same id. */
        CHANGED
    }
}
