package gateway.limits;

import gateway.packs.InForce;
import gateway.platform.postgres.Columns;
import gateway.rulebook.Operation;
import gateway.rulebook.Wording;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows customers which limits they have, and what is left of them. */
@Component
public class ShowLimits {

    private static final String USED = """
            select u.n,
                   case when u.kept then single.units else coalesce(c.taken - c.given_back, 0) end as units,
                   single.payees
              from unnest(:shards::smallint[], :scopes::uuid[], :limits::text[], :buckets::bigint[], :kept::boolean[],
                          :since::text[]::timestamptz[])
                   with ordinality u(shard, scope, limit_id, bucket, kept, since, n)
              left join limits.counter c
                on c.shard = u.shard and c.scope = u.scope and c.limit_id = u.limit_id and c.bucket = u.bucket
             cross join lateral (
                   select coalesce(sum(t.units), 0)::bigint as units, count(distinct t.payee) as payees
                     from limits.taken t
                    where u.kept and t.shard = u.shard and t.scope = u.scope and t.limit_id = u.limit_id
                      and t.at > u.since) single
             order by u.n
            """;

    /** What a customer cannot be asked about in advance: there each card, payee or category has a count of its own. */
    private static final Set<Dimension> OPEN = EnumSet.of(Dimension.CARD, Dimension.PAYEE, Dimension.CATEGORY);

    private static final UUID NOBODY = new UUID(0, 0);

    private final InForce<LimitBook> book;
    private final DatabaseClient database;
    private final Clock clock;

    ShowLimits(InForce<LimitBook> book, DatabaseClient database, Clock clock) {
        this.book = book;
        this.database = database;
        this.clock = clock;
    }

    /**
     * How a customer stands with one limit.
     *
     * @param operation of which this is the count; null when all count together
     * @param rail of which this is the count; null when all count together
     * @param max minor units, payments or payees, as {@code measure} says
     * @param used null where each card, payee or category counts by itself, and for single payments
     * @param resets null where {@code used} is
     */
    public record Standing(
            String limit,
            int version,
            Wording text,
            String measure,
            Set<String> by,
            @Nullable Operation operation,
            @Nullable String rail,
            Money max,
            boolean money,
            @Nullable Long used,
            @Nullable Instant resets) {}

    /** In the order of the rules. */
    public Mono<List<Standing>> standings(CustomerId customer) {
        var now = clock.instant();
        var asked = book.get().limits().stream()
                .filter(limit -> limit.validity().holds(now))
                .flatMap(limit -> questions(limit, customer, now))
                .toList();
        var counted = asked.stream().filter(Question::isCounted).toList();
        return counted.isEmpty()
                ? Mono.just(
                        asked.stream().map(question -> question.standing(null)).toList())
                : used(counted).map(used -> standings(asked, counted, used));
    }

    private static List<Standing> standings(List<Question> asked, List<Question> counted, List<Used> used) {
        return asked.stream()
                .map(question -> {
                    int n = counted.indexOf(question);
                    return question.standing(n < 0 ? null : used.get(n));
                })
                .toList();
    }

    private static Stream<Question> questions(Limit limit, CustomerId customer, Instant now) {
        var operations = new ArrayList<@Nullable Operation>();
        if (limit.by().contains(Dimension.OPERATION)) {
            operations.addAll(limit.operations().isEmpty() ? EnumSet.allOf(Operation.class) : limit.operations());
        } else {
            operations.add(null);
        }
        var rails = new ArrayList<@Nullable String>();
        if (limit.by().contains(Dimension.RAIL)) {
            rails.addAll(limit.rails());
        } else {
            rails.add(null);
        }
        return operations.stream()
                .flatMap(operation -> rails.stream().map(rail -> new Question(limit, customer, now, operation, rail)));
    }

    private record Used(long units, long payees) {}

    /** One count of one limit. */
    private record Question(
            Limit limit,
            CustomerId customer,
            Instant now,
            @Nullable Operation operation,
            @Nullable String rail) {

        boolean isCounted() {
            return limit.counts() && limit.by().stream().noneMatch(OPEN::contains);
        }

        Claim claim() {
            return Claim.of(
                    limit,
                    new Use(
                            NOBODY,
                            now,
                            Money.zero(limit.asset()),
                            customer,
                            operation == null ? Operation.CARD_TO_MERCHANT : operation,
                            null,
                            rail,
                            NOBODY,
                            null));
        }

        Standing standing(@Nullable Used used) {
            boolean payees = limit.measure() == Measure.PAYEES;
            return new Standing(
                    limit.id(),
                    limit.version(),
                    limit.citation().text(),
                    limit.measure().code(),
                    Set.copyOf(limit.by().stream().map(Dimension::code).toList()),
                    operation,
                    rail,
                    new Money(limit.max(), limit.asset()),
                    limit.measure().isMoney(),
                    used == null ? null : payees ? used.payees() : used.units(),
                    used == null ? null : limit.window().end(now));
        }
    }

    private Mono<List<Used>> used(List<Question> asked) {
        var claims = asked.stream().map(Question::claim).toList();
        var keys = claims.stream().map(Claim::key).toList();
        return database.sql(USED)
                .bind("shards", UseRows.shards(keys))
                .bind("scopes", UseRows.scopes(keys))
                .bind("limits", UseRows.limits(keys))
                .bind("buckets", UseRows.array(keys, CounterKey::bucket, Long[]::new))
                .bind("kept", UseRows.array(claims, claim -> claim.limit().keepsUses(), Boolean[]::new))
                .bind("since", UseRows.array(claims, claim -> claim.since().toString(), String[]::new))
                .map(row -> found(row))
                .all()
                .collectList();
    }

    private static Used found(Readable row) {
        return new Used(Columns.required(row, "units", Long.class), Columns.required(row, "payees", Long.class));
    }
}
