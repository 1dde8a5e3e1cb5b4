package gateway.platform.journal;

import reactor.core.publisher.Mono;

/** The one door for money facts. An entry's parts become true together and durably, or not at all. */
public interface Journal {

    /**
     * Emits once, after the commit is durable; a refusal is a value. Entries that arrive while a batch is in flight
     * share the next one. Once accepted into the queue an entry is decided even when the subscriber goes away.
     *
     * <p>Errors with {@link JournalProblem#OVERLOADED} when a new entry would wait too long, and with
     * {@link JournalProblem#UNAVAILABLE} when the database cannot be reached: in both cases nothing was written. Only a
     * database that vanishes during the commit and stays away leaves {@link JournalProblem#UNCERTAIN}.
     */
    Mono<Decision> commit(Entry entry);
}
