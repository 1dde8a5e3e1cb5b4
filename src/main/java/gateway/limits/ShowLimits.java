package gateway.limits;

import static gateway.platform.journal.Columns.column;

import gateway.customers.KycTiers;
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
import java.util.Map;
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
                   case when u.kept then single.units else coalesce(c.taken - c.given_back, 0) end
                       + case when u.balance then ledger.posted(u.shard, u.wallet) else 0 end as units,
                   single.payees
              from unnest(:shards::smallint[], :scopes::uuid[], :limits::text[], :buckets::bigint[], :kept::boolean[],
                          :since::text[]::timestamptz[], :balance::boolean[], :wallets::uuid[])
                   with ordinality u(shard, scope, limit_id, bucket, kept, since, balance, wallet, n)
              left join limits.counter c
                on c.shard = u.shard and c.scope = u.scope and c.limit_id = u.limit_id and c.bucket = u.bucket
             cross join lateral (
                   select coalesce(sum(t.units), 0)::bigint as units, count(distinct t.payee) as payees
                     from limits.taken t
                    where u.kept and t.shard = u.shard and t.scope = u.scope and t.limit_id = u.limit_id
                      and t.at > u.since) single
             order by u.n
            """;

    /** What can be told in advance: elsewhere each card, payee or shop has a count of its own. */
    private static final Set<Dimension> SHOWN = EnumSet.of(Dimension.CUSTOMER, Dimension.OPERATION, Dimension.RAIL);

    private static final UUID NOBODY = new UUID(0, 0);

    private final InForce<LimitBook> book;
    private final PersonalStore personal;
    private final KycTiers tiers;
    private final DatabaseClient database;
    private final Clock clock;

    ShowLimits(InForce<LimitBook> book, PersonalStore personal, KycTiers tiers, DatabaseClient database, Clock clock) {
        this.book = book;
        this.personal = personal;
        this.tiers = tiers;
        this.database = database;
        this.clock = clock;
    }

    /**
     * How a customer stands with one limit.
     *
     * @param operation of which this is the count; null when all count together
     * @param rail of which this is the count; null when all count together
     * @param max minor units, payments or payees, as {@code measure} says
     * @param personal the customer's own maximum, until when; null where the rule's holds
     * @param used null where each card, payee or category counts by itself, and for single payments
     * @param resets null where {@code used} is, and for balances
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
            @Nullable Personal personal,
            @Nullable Long used,
            @Nullable Instant resets) {}

    /** @param usual the rule's own maximum */
    public record Personal(Money usual, Instant until) {}

    /** In the order of the rules. */
    public Mono<List<Standing>> standings(CustomerId customer) {
        var now = clock.instant();
        return personal.standing(customer)
                .filter(own -> own.holds(now))
                .collectMap(PersonalMax::limit)
                .flatMap(own -> concerning(customer, now).flatMap(limits -> standings(limits, customer, own, now)));
    }

    /** What is in force for customers who are known as well as this one. */
    private Mono<List<Limit>> concerning(CustomerId customer, Instant now) {
        var held = book.get().limits().stream()
                .filter(limit -> limit.validity().holds(now))
                .toList();
        return book.get().goesByTier()
                ? tiers.of(customer)
                        .map(standing -> held.stream()
                                .filter(limit ->
                                        limit.reach().isFor(standing.tier().level()))
                                .toList())
                : Mono.just(held);
    }

    private Mono<List<Standing>> standings(
            List<Limit> limits, CustomerId customer, Map<String, PersonalMax> own, Instant now) {
        var asked = limits.stream()
                .flatMap(limit -> questions(limit, own.get(limit.id()), customer, now))
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

    private static Stream<Question> questions(
            Limit limit, @Nullable PersonalMax own, CustomerId customer, Instant now) {
        var operations = new ArrayList<@Nullable Operation>();
        if (limit.by().contains(Dimension.OPERATION)) {
            var named = limit.reach().operations();
            operations.addAll(named.isEmpty() ? EnumSet.allOf(Operation.class) : named);
        } else {
            operations.add(null);
        }
        var rails = new ArrayList<@Nullable String>();
        if (limit.by().contains(Dimension.RAIL)) {
            rails.addAll(limit.reach().rails());
        } else {
            rails.add(null);
        }
        return operations.stream()
                .flatMap(operation ->
                        rails.stream().map(rail -> new Question(limit, own, customer, now, operation, rail)));
    }

    private record Used(long units, long payees) {}

    /** One count of one limit. */
    private record Question(
            Limit limit,
            @Nullable PersonalMax own,
            CustomerId customer,
            Instant now,
            @Nullable Operation operation,
            @Nullable String rail) {

        boolean isCounted() {
            // What others use is not for this customer's eyes.
            return limit.counts() && limit.by().contains(Dimension.CUSTOMER) && SHOWN.containsAll(limit.by());
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
                            null,
                            Circumstances.UNKNOWN,
                            customer,
                            false));
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
                    new Money(own == null ? limit.max() : own.max(), limit.asset()),
                    limit.measure().isMoney(),
                    own == null ? null : new Personal(new Money(limit.max(), limit.asset()), own.until()),
                    used == null ? null : payees ? used.payees() : used.units(),
                    used == null || limit.isOfBalance() ? null : limit.window().end(now));
        }
    }

    private Mono<List<Used>> used(List<Question> asked) {
        var claims = asked.stream().map(Question::claim).toList();
        var keys = claims.stream().map(Claim::key).toList();
        return database.sql(USED)
                .bind("shards", UseRows.shards(keys))
                .bind("scopes", UseRows.scopes(keys))
                .bind("limits", UseRows.limits(keys))
                .bind("buckets", column(keys, CounterKey::bucket, Long[]::new))
                .bind("kept", column(claims, claim -> claim.limit().keepsUses(), Boolean[]::new))
                .bind("since", column(claims, claim -> claim.since().toString(), String[]::new))
                .bind("balance", column(claims, claim -> claim.limit().isOfBalance(), Boolean[]::new))
                .bind("wallets", column(claims, Claim::wallet, UUID[]::new))
                .map(row -> found(row))
                .all()
                .collectList();
    }

    private static Used found(Readable row) {
        return new Used(Columns.required(row, "units", Long.class), Columns.required(row, "payees", Long.class));
    }
}
