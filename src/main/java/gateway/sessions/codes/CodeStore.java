package gateway.sessions.codes;

import static gateway.platform.postgres.Columns.required;

import gateway.customers.Phone;
import gateway.sessions.codes.Codes.Kind;
import gateway.sessions.policy.CodePolicy;
import gateway.shared.ids.ChallengeId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps challenges and counts, so that the database decides who was first. */
@Component
class CodeStore {

    /** Where a phone's codes of one kind are counted; the other kind is none the worse for it. */
    private static final String GUARD = "{guard}";

    private static final String ALLOW_SEND = """
            insert into {guard} as guard (shard, phone, sends, window_started_at, last_sent_at)
            values (:shard, :phone, 1, :now, :now)
            on conflict (shard, phone) do update
               set sends = case when guard.window_started_at <= :windowStart then 1 else guard.sends + 1 end,
                   window_started_at =
                       case when guard.window_started_at <= :windowStart then :now else guard.window_started_at end,
                   last_sent_at = :now
             where (guard.locked_until is null or guard.locked_until <= :now)
               and (guard.window_started_at <= :windowStart or guard.sends < :most)
               and (not :pausing or guard.last_sent_at is null or guard.last_sent_at <= :pauseStart)
            returning sends
            """;

    private static final String COUNT_GUESS = """
            update {guard}
               set guesses = case when locked_until is null then guesses + 1 else 1 end,
                   locked_until =
                       case when (case when locked_until is null then guesses + 1 else 1 end) >= :most
                            then :lockUntil end
             where shard = :shard
               and phone = :phone
               and (locked_until is null or locked_until <= :now)
            returning guesses
            """;

    private static final String WHY_REFUSED = """
            select locked_until, window_started_at, sends, last_sent_at
              from {guard}
             where shard = :shard
               and phone = :phone
            """;

    private static final String ADD = """
            insert into sessions.challenge as challenge
                   (shard, id, kind, phone, request, bound_to, code_mac, device_name, language, created_at, expires_at)
            values (:shard, :id, :kind, :phone, :request, :boundTo, :codeMac, :deviceName, :language,
                    :createdAt, :expiresAt)
            on conflict (shard, request) where request is not null do update
               set id = excluded.id,
                   phone = excluded.phone,
                   bound_to = excluded.bound_to,
                   code_mac = excluded.code_mac,
                   language = excluded.language,
                   created_at = excluded.created_at,
                   expires_at = excluded.expires_at
             where challenge.expires_at <= excluded.created_at
            """;

    private static final String WITHDRAW = """
            delete from sessions.challenge
             where shard = :shard
               and id = :id
            """;

    private static final String FORGIVE = """
            update {guard}
               set guesses = 0,
                   locked_until = null
             where shard = :shard
               and phone = :phone
            """;

    private static final String FIND = """
            select id, kind, phone, request, bound_to, code_mac, device_name, language, created_at, expires_at
              from sessions.challenge
             where shard = :shard
               and id = :id
               and used_at is null
            """;

    /** A right code clears the count of wrong ones, in the same statement that uses it up. */
    private static final String USE = """
            with used as (
                update sessions.challenge
                   set used_at = :now
                 where shard = :shard
                   and id = :id
                   and used_at is null
                returning shard, phone)
            update {guard} guard
               set guesses = 0,
                   locked_until = null
              from used
             where guard.shard = used.shard
               and guard.phone = used.phone
            """;

    private final DatabaseClient database;

    CodeStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param request null when nothing else asks for the same
     * @param codeMac the code itself is kept nowhere
     */
    record Challenge(
            ChallengeId id,
            Kind kind,
            Phone phone,
            byte @Nullable [] request,
            byte[] boundTo,
            byte[] codeMac,
            String deviceName,
            String language,
            Instant createdAt,
            Instant expiresAt) {}

    /** Whether a phone may be written to or guessed at now, about codes of one kind. */
    sealed interface Permission {}

    /** It may. */
    record Allowed() implements Permission {}

    /** It may not, until then. */
    record Refused(boolean locked, Instant again) implements Permission {

        Duration until(Instant now) {
            return again.isAfter(now) ? Duration.between(now, again) : Duration.ZERO;
        }
    }

    Mono<Permission> allowSend(Kind kind, Phone phone, Instant now, CodePolicy policy) {
        return guarded(ALLOW_SEND, kind, phone)
                .bind("now", now)
                .bind("windowStart", now.minus(policy.sendWindow()))
                .bind("most", policy.sends())
                .bind("pausing", !policy.resendAfter().isZero())
                .bind("pauseStart", now.minus(policy.resendAfter()))
                .map(row -> (Permission) new Allowed())
                .one()
                .switchIfEmpty(whyRefused(kind, phone, now, policy));
    }

    Mono<Permission> countGuess(Kind kind, Phone phone, Instant now, CodePolicy policy) {
        return guarded(COUNT_GUESS, kind, phone)
                .bind("now", now)
                .bind("lockUntil", now.plus(policy.lockFor()))
                .bind("most", policy.misses())
                .map(row -> (Permission) new Allowed())
                .one()
                .switchIfEmpty(whyRefused(kind, phone, now, policy));
    }

    private Mono<Permission> whyRefused(Kind kind, Phone phone, Instant now, CodePolicy policy) {
        return guarded(WHY_REFUSED, kind, phone)
                .map(row -> refused(row.get("locked_until", Instant.class), again(row, now, policy), now))
                .one()
                .switchIfEmpty(
                        Mono.error(() -> new IllegalStateException("No guard for a phone that has a challenge")));
    }

    // The window is full, or it is only the pause after the last code.
    private static Instant again(Readable row, Instant now, CodePolicy policy) {
        var windowEnd = required(row, "window_started_at", Instant.class).plus(policy.sendWindow());
        var last = row.get("last_sent_at", Instant.class);
        boolean full = required(row, "sends", Integer.class) >= policy.sends() && windowEnd.isAfter(now);
        return full || last == null ? windowEnd : last.plus(policy.resendAfter());
    }

    private static Permission refused(@Nullable Instant lockedUntil, Instant windowEnd, Instant now) {
        return lockedUntil != null && lockedUntil.isAfter(now)
                ? new Refused(true, lockedUntil)
                : new Refused(false, windowEnd);
    }

    /** False when a code for the same request still counts. */
    Mono<Boolean> add(Challenge challenge) {
        return database.sql(ADD)
                .bind("shard", challenge.id.shard())
                .bind("id", challenge.id.value())
                .bind("kind", name(challenge.kind))
                .bind("phone", challenge.phone.digits())
                .bind("request", Parameters.in(R2dbcType.VARBINARY, challenge.request))
                .bind("boundTo", challenge.boundTo)
                .bind("codeMac", challenge.codeMac)
                .bind("deviceName", challenge.deviceName)
                .bind("language", challenge.language)
                .bind("createdAt", challenge.createdAt)
                .bind("expiresAt", challenge.expiresAt)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** As if it had never been made. */
    Mono<Void> withdraw(Challenge challenge) {
        return database.sql(WITHDRAW)
                .bind("shard", challenge.id.shard())
                .bind("id", challenge.id.value())
                .then();
    }

    /** Wrong guesses count no more: the right one came. */
    Mono<Void> forgive(Kind kind, Phone phone) {
        return guarded(FORGIVE, kind, phone).then();
    }

    private DatabaseClient.GenericExecuteSpec guarded(String sql, Kind kind, Phone phone) {
        return database.sql(sql.replace(GUARD, guard(kind)))
                .bind("shard", phone.shard())
                .bind("phone", phone.digits());
    }

    // Anybody may ask for a code to sign in with a phone, and guess; only its holder's session asks for the others.
    private static String guard(Kind kind) {
        return switch (kind) {
            case SIGN_IN -> "sessions.phone_guard";
            case STEP_UP -> "sessions.step_up_guard";
        };
    }

    /** Empty when there is no such challenge or it was used. */
    Mono<Challenge> find(ChallengeId id) {
        return database.sql(FIND)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .map(CodeStore::challenge)
                .one();
    }

    /** True for one caller only. */
    Mono<Boolean> use(Challenge challenge, Instant now) {
        return database.sql(USE.replace(GUARD, guard(challenge.kind)))
                .bind("shard", challenge.id.shard())
                .bind("id", challenge.id.value())
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Challenge challenge(Readable row) {
        return new Challenge(
                new ChallengeId(required(row, "id", UUID.class)),
                kind(required(row, "kind", String.class)),
                new Phone(required(row, "phone", String.class)),
                row.get("request", byte[].class),
                required(row, "bound_to", byte[].class),
                required(row, "code_mac", byte[].class),
                required(row, "device_name", String.class),
                required(row, "language", String.class),
                required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class));
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case SIGN_IN -> "sign-in";
            case STEP_UP -> "step-up";
        };
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "sign-in" -> Kind.SIGN_IN;
            case "step-up" -> Kind.STEP_UP;
            default -> throw new IllegalStateException("No such kind of challenge: " + name);
        };
    }
}
