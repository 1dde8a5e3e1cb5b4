package gateway.platform.journal;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** One entry on its way through the journal, and the caller that waits for it. */
final class Ticket {

    private final Entry entry;
    private final MonoSink<Decision> caller;
    private final long arrivedNanos;
    private @Nullable Decision decision;
    private @Nullable Throwable error;
    private boolean answered;

    Ticket(Entry entry, MonoSink<Decision> caller, long arrivedNanos) {
        this.entry = entry;
        this.caller = caller;
        this.arrivedNanos = arrivedNanos;
    }

    Entry entry() {
        return entry;
    }

    boolean isNew() {
        return entry.priority() == Entry.Priority.NEW;
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    /** Holds only once the batch is durable; a batch that runs again decides again. */
    void decide(Decision made) {
        decision = made;
    }

    void fail(Throwable cause) {
        error = cause;
    }

    @Nullable
    Decision decision() {
        return error == null ? decision : null;
    }

    /** Tells the caller, once. One that went away in the meantime changes nothing. */
    void answer() {
        if (answered) {
            return;
        }
        answered = true;
        if (error != null) {
            caller.error(error);
        } else if (decision != null) {
            caller.success(decision);
        } else {
            caller.error(new IllegalStateException("The journal forgot to decide an entry"));
        }
    }
}
