package gateway.compliance;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * What people have decided, in memory: matches that are none, and customers who are restricted. Read as a whole every
 * few seconds. Where it cannot be read for long, cleared matches are matches again; restrictions stay.
 */
final class KnownDecisions implements RestrictedCustomers {

    private static final String CLEARED = """
            select party, entry, until
              from compliance.cleared
             where until > :now
             order by until desc
             limit :most
            """;

    private static final String RESTRICTED = """
            select customer
              from compliance.restricted
            """;

    /** Beyond so many, those that end first are asked about again. */
    private static final int MOST = 200_000;

    private static final Duration OLDEST = Duration.ofMinutes(5);

    private final DatabaseClient database;
    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Set.of(), Instant.EPOCH);

    KnownDecisions(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Sides(ByteBuffer party, ByteBuffer entry) {}

    private record Clearance(Sides sides, Instant until) {}

    private record Snapshot(Map<Sides, Instant> cleared, Set<CustomerId> restricted, Instant readAt) {}

    /** Whether somebody has compared these two, as they are, and found them to be two. */
    boolean cleared(byte[] party, byte[] entry, Instant now) {
        var known = snapshot;
        var until = known.cleared().get(new Sides(ByteBuffer.wrap(party), ByteBuffer.wrap(entry)));
        return until != null
                && until.isAfter(now)
                && known.readAt().plus(OLDEST).isAfter(now);
    }

    /** Whether anything was ever cleared. */
    boolean hasCleared() {
        return !snapshot.cleared().isEmpty();
    }

    @Override
    public boolean has(CustomerId customer) {
        return snapshot.restricted().contains(customer);
    }

    Mono<Void> refresh() {
        return Mono.defer(() -> {
            var now = clock.instant();
            return Mono.zip(
                            clearances(now),
                            restricted(),
                            (cleared, restricted) -> new Snapshot(
                                    cleared.stream().collect(Collectors.toMap(Clearance::sides, Clearance::until)),
                                    restricted,
                                    now))
                    .map(this::replace)
                    .then();
        });
    }

    private Snapshot replace(Snapshot fresh) {
        snapshot = fresh;
        return fresh;
    }

    private Mono<List<Clearance>> clearances(Instant now) {
        return database.sql(CLEARED)
                .bind("now", now)
                .bind("most", MOST)
                .map(KnownDecisions::clearance)
                .all()
                .collectList();
    }

    private Mono<Set<CustomerId>> restricted() {
        return database.sql(RESTRICTED)
                .map(row -> new CustomerId(required(row, "customer", UUID.class)))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Clearance clearance(Readable row) {
        return new Clearance(
                new Sides(
                        ByteBuffer.wrap(required(row, "party", byte[].class)),
                        ByteBuffer.wrap(required(row, "entry", byte[].class))),
                required(row, "until", Instant.class));
    }
}
