package gateway.webhooks.partners;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.crypto.Sha256;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.PartnerKeyId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.problems.ProblemException;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.WebhookProblem;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keys with which partners call us. A key is 32 random bytes and is found by its hash: whoever reads the database
 * learns none, and the time that a search takes says nothing about any.
 */
@Component
public class PartnerKeys {

    private static final String PREFIX = "oqk_";
    private static final int BYTES = 32;
    private static final Pattern KEY = Pattern.compile("oqk_[A-Za-z0-9_-]{43}");

    // A key that takes the place of another comes with it or not at all, and is good for what was approved: for as much
    // as that one, or for less.
    private static final String ADD = """
        with old as (
            update webhooks.api_key
               set until = least(until, :end)
             where id = cast(:replaces as uuid) and partner = :partner and (until is null or until > :now)
            returning scopes
        )
        insert into webhooks.api_key (hash, id, partner, scopes, created_at, created_by)
        select :hash, :id, p.id, cast(:scopes as text[]), :now, :by
          from webhooks.partner p
         where p.shard = :shard and p.id = :partner
           and (cast(:replaces as uuid) is null or exists (select 1 from old where scopes @> cast(:scopes as text[])))
        """;

    private static final String END = """
        update webhooks.api_key set until = least(until, :now) where id = :id and partner = :partner
        """;

    private static final String FIND = """
        select partner, scopes from webhooks.api_key where hash = :hash and (until is null or until > :now)
        """;

    private static final String OF = """
        select id, scopes, created_at, created_by, until from webhooks.api_key where partner = :partner order by id
        """;

    private final WebhookDatabase own;
    private final PartnerSettings settings;
    private final TimeOrderedIds ids;
    private final RandomGenerator random;
    private final Clock clock;

    PartnerKeys(
            WebhookDatabase own, PartnerSettings settings, TimeOrderedIds ids, RandomGenerator random, Clock clock) {
        this.own = own;
        this.settings = settings;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** What a key is good for. */
    public enum Scope {
        /** Asking for events. */
        EVENTS_READ,
        /** Having events sent again; every call is signed. */
        EVENTS_REPLAY,
        /** Sending money to customers; every call is signed. */
        TRANSFERS,
        /** Being told of customers' cards, masked, before money is sent to one; every call is signed. */
        TRANSFERS_CARDS;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', ':');
        }

        static boolean areKnown(List<String> names) {
            return names.stream()
                    .allMatch(name ->
                            Arrays.stream(values()).anyMatch(it -> it.wireName().equals(name)));
        }
    }

    /**
     * A key as the staff see it.
     *
     * @param until when it ends; null for one that goes on
     */
    public record Key(
            PartnerKeyId id,
            List<String> scopes,
            Instant createdAt,
            String createdBy,
            @Nullable Instant until) {}

    /**
     * A key that somebody wants a partner to have.
     *
     * @param hash of the key's text
     * @param replaces the key whose place it takes, with the same scopes; that one is good for a while yet
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Wanted(
            PartnerId partner,
            PartnerKeyId id,
            byte[] hash,
            List<String> scopes,
            @Nullable PartnerKeyId replaces) {}

    /** @param text shown once */
    public record Draft(Wanted wanted, String text) {

        @Override
        public String toString() {
            return "Draft " + wanted.id();
        }
    }

    /** A key that opens nothing yet. */
    public Draft draft(PartnerId partner, List<Scope> scopes) {
        var names = scopes.stream().map(Scope::wireName).distinct().toList();
        return draft(partner, names, null);
    }

    /** A key that opens nothing yet, to take the place of another. Errors with PARTNER_KEY_NOT_FOUND. */
    public Mono<Draft> successor(PartnerId partner, PartnerKeyId old) {
        return of(partner)
                .filter(key -> key.id().equals(old) && goesOn(key))
                .next()
                .map(key -> draft(partner, key.scopes(), old))
                .switchIfEmpty(Mono.error(() -> notFound(old)));
    }

    private boolean goesOn(Key key) {
        return key.until() == null || clock.instant().isBefore(key.until());
    }

    private Draft draft(PartnerId partner, List<String> scopes, @Nullable PartnerKeyId replaces) {
        var text = draw();
        var id = new PartnerKeyId(ids.next(partner.shard()));
        return new Draft(new Wanted(partner, id, Sha256.of(text), scopes, replaces), text);
    }

    /**
     * Part of the client's transaction. Errors with PARTNER_NOT_FOUND, or with PARTNER_KEY_NOT_FOUND when the key that
     * it replaces has ended.
     */
    Mono<Void> add(DatabaseClient client, Wanted wanted, String by) {
        var now = clock.instant();
        return client.sql(ADD)
                .bind("hash", wanted.hash())
                .bind("id", wanted.id().value())
                .bind("scopes", wanted.scopes().toArray(String[]::new))
                .bind("replaces", text(wanted.replaces()))
                .bind("shard", wanted.partner().shard())
                .bind("partner", wanted.partner().value())
                .bind("end", now.plus(settings.overlap()))
                .bind("now", now)
                .bind("by", by)
                .fetch()
                .rowsUpdated()
                .flatMap(added -> added == 1 ? Mono.empty() : Mono.error(nowhere(wanted)));
    }

    private static ProblemException nowhere(Wanted wanted) {
        return wanted.replaces() == null
                ? WebhookProblem.PARTNER_NOT_FOUND.because("There is no " + wanted.partner())
                : notFound(wanted.replaces());
    }

    private static Parameter text(@Nullable PartnerKeyId id) {
        return Parameters.in(R2dbcType.NVARCHAR, id == null ? null : id.value().toString());
    }

    /** From now on it opens nothing. Errors with PARTNER_KEY_NOT_FOUND; a repeat changes nothing. */
    public Mono<Void> end(PartnerId partner, PartnerKeyId key) {
        return own.client()
                .sql(END)
                .bind("now", clock.instant())
                .bind("id", key.value())
                .bind("partner", partner.value())
                .fetch()
                .rowsUpdated()
                .flatMap(ended -> ended == 1 ? Mono.empty() : Mono.error(notFound(key)));
    }

    public Flux<Key> of(PartnerId partner) {
        return own.client()
                .sql(OF)
                .bind("partner", partner.value())
                .map(row -> new Key(
                        new PartnerKeyId(required(row, "id", UUID.class)),
                        scopes(row),
                        required(row, "created_at", Instant.class),
                        required(row, "created_by", String.class),
                        row.get("until", Instant.class)))
                .all();
    }

    /** Whose key it is. Errors with PARTNER_KEY_UNKNOWN, or PARTNER_SCOPE_MISSING when it is good for other things. */
    public Mono<PartnerId> holderOf(String text, Scope needed) {
        if (!KEY.matcher(text).matches()) {
            return Mono.error(PartnerKeys::unknown);
        }
        return own.client()
                .sql(FIND)
                .bind("hash", Sha256.of(text))
                .bind("now", clock.instant())
                .map(row -> holder(row, needed))
                .one()
                .switchIfEmpty(Mono.error(PartnerKeys::unknown));
    }

    private static PartnerId holder(Readable row, Scope needed) {
        if (!scopes(row).contains(needed.wireName())) {
            throw WebhookProblem.PARTNER_SCOPE_MISSING.because("Needs " + needed.wireName());
        }
        return new PartnerId(required(row, "partner", UUID.class));
    }

    private String draw() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<String> scopes(Readable row) {
        return Arrays.asList(required(row, "scopes", String[].class));
    }

    private static ProblemException unknown() {
        return WebhookProblem.PARTNER_KEY_UNKNOWN.because(
                "Send 'Authorization: Bearer oqk_…' with a key that is valid");
    }

    private static ProblemException notFound(PartnerKeyId key) {
        return WebhookProblem.PARTNER_KEY_NOT_FOUND.because("There is no " + key + ", or it has ended");
    }
}
