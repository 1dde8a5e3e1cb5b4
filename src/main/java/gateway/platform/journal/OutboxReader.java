package gateway.platform.journal;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.postgres.SideDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Reads the outbox in order of time, piece by piece. What is made of a piece and how far it was read are one
 * transaction, and one node reads at a time; so nothing is missed and nothing is there twice, whatever node dies when.
 */
public final class OutboxReader {

    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final SideDatabase own;
    private final Bookmark bookmark;
    private final Duration longest;
    private final Collector collector;
    private final WriteHorizon horizon = new WriteHorizon("platform.outbox");
    private final AtomicReference<Duration> slice;

    /** @param longest how much of the outbox's time is read in one transaction */
    public OutboxReader(SideDatabase own, Bookmark bookmark, Duration longest, Collector collector) {
        this.own = own;
        this.bookmark = bookmark;
        this.longest = longest;
        this.collector = collector;
        this.slice = new AtomicReference<>(longest);
    }

    /**
     * The reader's own row that says up to where it has read.
     *
     * @param lock selects {@code read_until} for update, or nothing while another node has it
     * @param move sets it to {@code :until}
     */
    public record Bookmark(String lock, String move) {}

    /** Makes something of a piece. */
    @FunctionalInterface
    public interface Collector {

        /** Of everything from the first moment on and before the second. Call inside the transaction of the client. */
        Mono<Long> collect(DatabaseClient client, Instant from, Instant until);
    }

    /** Piece by piece until nothing is left that can be read already. */
    public Mono<Void> run() {
        return piece().expand(more -> more ? piece() : Mono.empty())
                .then()
                .doOnError(_ -> slice.updateAndGet(OutboxReader::shorter));
    }

    // What was too much for one transaction is read in smaller ones, and later in larger ones again.
    private static Duration shorter(Duration before) {
        var half = before.dividedBy(2);
        return half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
    }

    private Duration longer(Duration before) {
        var twice = before.multipliedBy(2);
        return twice.compareTo(longest) > 0 ? longest : twice;
    }

    /** Emits whether there is more. */
    private Mono<Boolean> piece() {
        return own.client()
                .sql(bookmark.lock())
                .map(row -> required(row, "read_until", Instant.class))
                .one()
                .flatMap(from -> horizon.moment(own.client()).flatMap(end -> piece(from, end)))
                .defaultIfEmpty(false)
                .as(own.transaction()::transactional);
    }

    private Mono<Boolean> piece(Instant from, Instant end) {
        if (!end.isAfter(from)) {
            return Mono.just(false);
        }
        var sliceEnd = from.plus(slice.get());
        var until = sliceEnd.isBefore(end) ? sliceEnd : end;
        return collector.collect(own.client(), from, until).then(move(until)).map(_ -> {
            slice.updateAndGet(this::longer);
            return until.isBefore(end);
        });
    }

    private Mono<Long> move(Instant until) {
        return own.client().sql(bookmark.move()).bind("until", until).fetch().rowsUpdated();
    }
}
