package gateway.limits;

import static gateway.platform.journal.Columns.column;

import gateway.limits.Tally.Question;
import gateway.limits.Tally.Room;
import gateway.limits.Tally.Seen;
import gateway.limits.Tally.Stood;
import gateway.packs.InForce;
import gateway.platform.postgres.Columns;
import gateway.rulebook.Wording;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells which limits a payment would meet, without making it. Decides by the very rules that decide payments; who pays
 * a moment later may find that others were quicker.
 */
@Component
public class CheckLimits {

    private static final String COUNTS = """
            select u.n, coalesce(c.taken, 0) as taken, coalesce(c.given_back, 0) as given_back,
                   found.units, found.payees, found.known, ledger.posted(u.shard, u.wallet) as posted
              from unnest(:shards::smallint[], :scopes::uuid[], :limits::text[], :buckets::bigint[],
                          :since::text[]::timestamptz[], :wallets::uuid[])
                   with ordinality u(shard, scope, limit_id, bucket, since, wallet, n)
              left join limits.counter c
                on c.shard = u.shard and c.scope = u.scope and c.limit_id = u.limit_id and c.bucket = u.bucket
             cross join lateral (
                   select coalesce(sum(t.units), 0)::bigint as units, count(distinct t.payee) as payees,
                          coalesce(bool_or(t.payee = :payee), false) as known
                     from limits.taken t
                    where t.shard = u.shard and t.scope = u.scope and t.limit_id = u.limit_id and t.at > u.since) found
            """;

    private final InForce<LimitBook> book;
    private final PersonalStore personal;
    private final DatabaseClient database;

    CheckLimits(InForce<LimitBook> book, PersonalStore personal, DatabaseClient database) {
        this.book = book;
        this.personal = personal;
        this.database = database;
    }

    /**
     * One limit that concerns the payment. Amounts are decimals, everything else whole numbers.
     *
     * @param left of the maximum, before the payment; null where others use of it too: what those use is theirs
     * @param needed by the payment
     * @param exceeded by what this and all others use: for the bank's eyes, and whoever it trusts
     * @param personal the customer's own maximum that would be applied; null for the rule's
     * @param resets when more may be used; null for single payments and balances
     * @param told what a customer may know of {@code exceeded}; null where that would tell what others have left of it
     */
    public record Checked(
            String limit,
            int version,
            Wording text,
            String currency,
            String max,
            @Nullable String left,
            String needed,
            boolean exceeded,
            @Nullable UUID personal,
            @Nullable Instant resets,
            @Nullable Boolean told) {}

    /** In the order of the rules; the first that is exceeded would be told. What others' wallets may hold is not. */
    public Mono<List<Checked>> check(Use use) {
        return Mono.defer(() -> check(
                use,
                book.get().claims(use).stream()
                        .filter(claim -> claim.holder().equals(use.customer()))
                        .toList()));
    }

    private Mono<List<Checked>> check(Use use, List<Claim> claims) {
        if (claims.isEmpty()) {
            return Mono.just(List.of());
        }
        var part = CountUse.take(use, claims);
        var tally = new Tally();
        return personal.standing(use.customer())
                .doOnNext(tally::put)
                .thenMany(Mono.defer(() -> fill(tally, part)))
                .then(Mono.fromSupplier(() -> claims.stream()
                        .map(claim -> checked(claim, tally.room(claim, part)))
                        .toList()));
    }

    private Mono<Void> fill(Tally tally, CountUse part) {
        var claims = part.counted();
        var keys = claims.stream().map(Claim::key).toList();
        return keys.isEmpty()
                ? Mono.empty()
                : database.sql(COUNTS)
                        .bind("shards", UseRows.shards(keys))
                        .bind("scopes", UseRows.scopes(keys))
                        .bind("limits", UseRows.limits(keys))
                        .bind("buckets", column(keys, CounterKey::bucket, Long[]::new))
                        .bind("since", column(claims, claim -> claim.since().toString(), String[]::new))
                        .bind("wallets", column(claims, Claim::wallet, UUID[]::new))
                        .bind("payee", part.payee())
                        .map(row -> found(tally, part, claims, row))
                        .all()
                        .then();
    }

    private static boolean found(Tally tally, CountUse part, List<Claim> claims, Readable row) {
        var key = claims.get(Math.toIntExact(number(row, "n")) - 1).key();
        long taken = number(row, "taken");
        long givenBack = number(row, "given_back");
        tally.put(key, taken, givenBack);
        tally.put(key, new Stood(number(row, "posted"), givenBack));
        tally.put(
                new Question(key, part.id()),
                new Seen(
                        number(row, "units"),
                        number(row, "payees"),
                        Columns.required(row, "known", Boolean.class),
                        taken));
        return true;
    }

    private static long number(Readable row, String column) {
        return Columns.required(row, column, Long.class);
    }

    private static Checked checked(Claim claim, Room room) {
        var limit = claim.limit();
        var own = room.personal();
        long max = own == null ? limit.max() : own.max();
        long units = claim.taken().units();
        boolean theirs = limit.isPersonal();
        return new Checked(
                limit.id(),
                limit.version(),
                limit.citation().text(),
                limit.asset().code(),
                limit.text(max),
                theirs ? limit.text(Math.max(0, room.left())) : null,
                // Whether others have paid somebody before is nobody's business either.
                limit.text(theirs ? room.needed() : units),
                room.isTooSmall(),
                own == null ? null : own.id(),
                limit.counts() && !limit.isOfBalance() ? claim.taken().until() : null,
                theirs ? Boolean.valueOf(room.isTooSmall()) : units > max ? Boolean.TRUE : null);
    }
}
