package gateway.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whose books are to be compared, and how it went last. Of many nodes one compares. */
public interface Runs {

    /** Compare this counterparty's books, soon. */
    Mono<Void> ask(String counterparty);

    /** One that is asked for and nobody has; nobody else gets it until then. */
    Mono<Taken> take(Instant now, Instant until);

    Mono<Void> done(Taken taken, Summary summary, Instant now);

    /** Of everybody, as it went last. */
    Flux<Last> last();

    /** @param asked the request that it answers */
    record Taken(String counterparty, long asked) {}

    /**
     * What came of comparing.
     *
     * @param until the last day that was compared; null where there is no file yet
     * @param items about which not everybody agreed before
     * @param agreed of them, now
     */
    record Summary(@Nullable LocalDate until, long items, long agreed, long breaks) {

        static final Summary NOTHING = new Summary(null, 0, 0, 0);

        Summary plus(Summary more) {
            return new Summary(more.until, items + more.items, agreed + more.agreed, breaks + more.breaks);
        }
    }

    /** @param endedAt null where it never was */
    record Last(
            String counterparty,
            boolean waiting,
            Summary summary,
            @Nullable Instant endedAt) {}
}
