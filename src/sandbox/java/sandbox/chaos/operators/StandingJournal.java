package sandbox.chaos.operators;

import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Journal;
import reactor.core.publisher.Mono;

/** The node's journal, with a point before and one after each durable write of a call that wants to stand there. */
final class StandingJournal implements Journal {

    private final Journal journal;

    StandingJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Mono<Decision> commit(Entry entry) {
        return Mono.deferContextual(call -> Standing.at(KillPoint.BEFORE_COMMIT, call)
                .then(Mono.defer(() -> journal.commit(entry)))
                .flatMap(decision -> Standing.at(KillPoint.AFTER_COMMIT, call).thenReturn(decision)));
    }
}
