package gateway.corebanking;

import gateway.corebanking.tieout.TieOut.Theirs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Documents that put the core banking system's books right; they are told like all others. */
public interface Amendments {

    /** So many lines are read of one thing; what has more is nothing that one act puts right. */
    int MOST_LINES = 200;

    /** Call inside a transaction: who else wants to amend the same waits for its end. */
    Mono<Void> lock(String reference);

    /** All lines of theirs that name it, whatever account and day; at most {@link #MOST_LINES}. */
    Mono<List<Theirs>> lines(String reference);

    /** What was booked against it before, whatever became of it. */
    Mono<List<Amendment>> made(String reference);

    /** To be told as soon as the transaction around it is committed. */
    Mono<Void> add(UUID act, String reference, List<Amendment> wanted, Instant now);

    /** The names of the documents by which these were amended; nothing for those that were not. */
    Mono<Map<String, List<String>>> of(Set<String> references);
}
