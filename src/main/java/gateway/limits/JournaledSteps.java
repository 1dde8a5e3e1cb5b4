package gateway.limits;

import static gateway.platform.postgres.Columns.required;

import gateway.packs.InForce;
import gateway.platform.journal.Part;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Steps as parts of journal entries. */
@Component
class JournaledSteps implements SteppedLimits {

    private static final String KEPT = """
            select u.id, s.at, s.payee, s.taken, s.minor - s.refunded as left_minor
              from unnest(:shards::smallint[], :ids::uuid[]) with ordinality u(shard, id, n)
             cross join lateral (
                   select at, payee, taken, minor, refunded
                     from limits.use s
                    where s.shard = u.shard and s.id = u.id
                    limit 1) s
             where s.minor > s.refunded
             order by u.n desc
            """;

    private final InForce<LimitBook> book;
    private final DatabaseClient database;
    private final Clock clock;

    JournaledSteps(InForce<LimitBook> book, DatabaseClient database, Clock clock) {
        this.book = book;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Part> raise(Use more, Money before) {
        return part(more, book.get().claimsOfMore(more, before)).map(Part.class::cast);
    }

    @Override
    public Optional<Part> note(Use use, boolean first) {
        var claims = first
                ? book.get().claims(use)
                : book.get().claimsOfMore(use, Money.zero(use.amount().asset()));
        return part(use, claims).map(CountUse::asHappened);
    }

    private static Optional<CountUse> part(Use use, List<Claim> claims) {
        return claims.isEmpty() ? Optional.empty() : Optional.of(CountUse.take(use, claims));
    }

    /** What is left of one use. */
    private record Step(UUID id, Instant at, UUID payee, List<Taken> taken, long left) {

        CountUse back(long minor) {
            return CountUse.refund(id, at, payee, taken, minor);
        }
    }

    @Override
    public Mono<Part> lower(List<UUID> uses, Money less) {
        return Mono.defer(() -> database.sql(KEPT)
                        .bind(
                                "shards",
                                uses.stream()
                                        .map(id -> (short) TimeOrderedIds.shardOf(id))
                                        .toArray(Short[]::new))
                        .bind("ids", uses.toArray(UUID[]::new))
                        .map(row -> step(row, clock.instant()))
                        .all()
                        .collectList())
                .flatMap(steps -> Mono.justOrEmpty(lowered(steps, less.minor())));
    }

    // What no longer counts may have been removed.
    private static Step step(Readable row, Instant now) {
        return new Step(
                required(row, "id", UUID.class),
                required(row, "at", Instant.class),
                required(row, "payee", UUID.class),
                Taken.parse(required(row, "taken", String.class)).stream()
                        .filter(it -> it.until().isAfter(now))
                        .toList(),
                required(row, "left_minor", Long.class));
    }

    private static @Nullable Part lowered(List<Step> latestFirst, long less) {
        var back = new ArrayList<CountUse>();
        long rest = less;
        for (var step : latestFirst) {
            long minor = Math.min(rest, step.left());
            if (minor > 0) {
                back.add(step.back(minor));
                rest -= minor;
            }
        }
        return back.isEmpty() ? null : back.getFirst().with(back.subList(1, back.size()));
    }
}
