package gateway.audit.proof;

import static gateway.platform.postgres.Columns.required;

import gateway.audit.Trusted;
import gateway.audit.trail.RecordedEvent;
import gateway.audit.tree.Frontier;
import gateway.audit.tree.Hash;
import gateway.audit.tree.Subtree;
import gateway.ledger.BooksCheck;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Recomputes the whole trail from the events themselves, and compares it with the kept hashes, every checkpoint, and
 * what each witness accepted last.
 */
final class WholeTrail implements BooksCheck {

    private static final String PLACE = "select begins_at, read_until, size, frontier from audit.place where id = 1";

    private static final String CHECKPOINTS = """
            select note from audit.checkpoint where size > $1 and size <= $2 order by size limit $3
            """;
    private static final int ALL = Integer.MAX_VALUE;

    /** Of those that sign more events than there are; whoever reads of so many looks for himself. */
    private static final int MANY = 100;

    // As many as memory bears.
    private static final String PIECES = """
            select first, size, until, hashes
              from (select p.*, sum(p.size) over (order by p.first) - p.size as before
                      from (select * from audit.piece where first > $1 order by first limit 500) p) counted
             where before < 5000
             order by first
            """;

    private static final String EVENTS = "select " + RecordedEvent.COLUMNS + """
              from platform.outbox
             where created_at >= $1 and created_at < $2
             order by
            """ + RecordedEvent.ORDER;

    private static final String OUTSIDE = """
            select count(*) as outside
              from platform.outbox
             where created_at < $1 or created_at >= $2 and created_at < $3
            """;

    private static final String NODES = "select level, index, hash from audit.node";

    private final Trusted trusted;
    private final List<Witnessed> witnessed;

    WholeTrail(Trusted trusted, List<Witnessed> witnessed) {
        this.trusted = trusted;
        this.witnessed = List.copyOf(witnessed);
    }

    /**
     * What a witness had before the snapshot was taken.
     *
     * @param note empty when it has accepted none, or cannot be read
     * @param fault empty when it can
     */
    record Witnessed(String witness, Optional<String> note, String fault) {}

    @Override
    public String rule() {
        return "Every event stands in the audit trail as it was recorded, and all "
                + (trusted.keys().isEmpty()
                        ? "checkpoints agree (no key is known: nobody's signature was checked)"
                        : "signed checkpoints agree");
    }

    @Override
    public Flux<String> broken(Connection snapshot) {
        return rows(snapshot.createStatement(PLACE), Place::of)
                .single()
                .flatMapMany(place -> broken(snapshot, place))
                .onErrorResume(
                        IllegalArgumentException.class,
                        unfit -> Flux.just("What is kept of the trail cannot be read: " + unfit.getMessage()));
    }

    /** Where the follower is. */
    private record Place(Instant begins, Instant readUntil, Frontier goesOn) {

        static Place of(Readable row) {
            return new Place(
                    required(row, "begins_at", Instant.class),
                    required(row, "read_until", Instant.class),
                    Frontier.of(required(row, "size", Long.class), required(row, "frontier", byte[].class)));
        }
    }

    private Flux<String> broken(Connection snapshot, Place place) {
        // Nothing removes events, so none may be missing.
        var check = new TrailCheck(trusted, place.begins(), Instant.MIN);
        return Mono.fromRunnable(() -> witnesses(check))
                .thenMany(pieces(snapshot, check))
                .then(Mono.defer(() -> checkpoints(snapshot, Long.MAX_VALUE, MANY, check)))
                .then(Mono.defer(() -> end(snapshot, place, check)))
                .flatMapIterable(found -> found);
    }

    /** Those that sign more than there was so far, up to so many events. */
    private static Mono<Void> checkpoints(Connection snapshot, long until, int most, TrailCheck check) {
        var statement = snapshot.createStatement(CHECKPOINTS)
                .bind("$1", check.size())
                .bind("$2", until)
                .bind("$3", most);
        return rows(statement, row -> required(row, "note", String.class))
                .doOnNext(check::checkpoint)
                .then();
    }

    private void witnesses(TrailCheck check) {
        for (var it : witnessed) {
            it.note().ifPresent(note -> check.witnessed(it.witness(), note));
            if (!it.fault().isEmpty()) {
                check.say("The witness %s cannot be read: %s".formatted(it.witness(), it.fault()));
            }
        }
    }

    private static Flux<Piece> pieces(Connection snapshot, TrailCheck check) {
        return page(snapshot, -1, check)
                .expand(page -> page.isEmpty()
                        ? Mono.empty()
                        : page(snapshot, page.getLast().first(), check))
                .flatMapIterable(page -> page);
    }

    private static Mono<List<Piece>> page(Connection snapshot, long after, TrailCheck check) {
        return rows(snapshot.createStatement(PIECES).bind("$1", after), Piece::of)
                .collectList()
                .flatMap(page -> page.isEmpty()
                        ? Mono.just(page)
                        : checkpoints(snapshot, sizeAfter(page, check), ALL, check)
                                .then(Mono.defer(() -> compare(snapshot, page, check))));
    }

    private static long sizeAfter(List<Piece> page, TrailCheck check) {
        return check.size() + page.stream().mapToLong(it -> it.hashes().size()).sum();
    }

    private static Mono<List<Piece>> compare(Connection snapshot, List<Piece> page, TrailCheck check) {
        var events = snapshot.createStatement(EVENTS)
                .bind("$1", check.until())
                .bind("$2", page.getLast().until());
        return rows(events, RecordedEvent::of).collectList().map(all -> {
            int at = 0;
            for (var piece : page) {
                int from = at;
                while (at < all.size() && all.get(at).at().isBefore(piece.until())) {
                    at++;
                }
                check.piece(piece, all.subList(from, at));
            }
            return page;
        });
    }

    private static Mono<List<String>> end(Connection snapshot, Place place, TrailCheck check) {
        var outside = snapshot.createStatement(OUTSIDE)
                .bind("$1", place.begins())
                .bind("$2", check.until())
                .bind("$3", place.readUntil());
        return rows(outside, row -> required(row, "outside", Long.class))
                .single()
                .flatMap(count -> nodes(snapshot).map(kept -> check.end(place.goesOn(), count, kept)));
    }

    private static Mono<Map<Subtree, Hash>> nodes(Connection snapshot) {
        return rows(snapshot.createStatement(NODES), WholeTrail::node).collect(HashMap::new, Map::putAll);
    }

    private static Map<Subtree, Hash> node(Readable row) {
        var subtree = new Subtree(required(row, "level", Short.class), required(row, "index", Long.class));
        return Map.of(subtree, Hash.of(required(row, "hash", byte[].class)));
    }

    private static <T> Flux<T> rows(Statement statement, Function<Readable, T> row) {
        return Flux.from(statement.execute()).concatMap(result -> result.map(row));
    }
}
