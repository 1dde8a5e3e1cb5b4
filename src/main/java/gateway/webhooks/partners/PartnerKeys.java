package gateway.webhooks.partners;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.crypto.Sha256;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.PartnerKeyId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.webhooks.WebhookDatabase;
import gateway.webhooks.WebhookProblem;
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

    private static final String ADD = """
        insert into webhooks.api_key (hash, id, partner, scopes, created_at, created_by)
        select :hash, :id, p.id, :scopes, :now, :by
          from webhooks.partner p
         where p.shard = :shard and p.id = :partner
        """;

    private static final String ROTATE = """
        with old as (
            update webhooks.api_key
               set until = least(until, :end)
             where id = :old and partner = :partner and (until is null or until > :now)
            returning partner, scopes
        )
        insert into webhooks.api_key (hash, id, partner, scopes, created_at, created_by)
        select :hash, :id, old.partner, old.scopes, :now, :by from old
        returning scopes
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
        EVENTS_READ;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', ':');
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
     * A key as it is shown once.
     *
     * @param oldUntil how long the one before is good; null when there was none
     */
    public record Fresh(
            PartnerKeyId id,
            String text,
            List<String> scopes,
            @Nullable Instant oldUntil) {

        @Override
        public String toString() {
            return "Fresh " + id;
        }
    }

    /** Errors with PARTNER_NOT_FOUND. */
    public Mono<Fresh> add(PartnerId partner, List<Scope> scopes, String by) {
        return Mono.defer(() -> {
            var names = scopes.stream().map(Scope::wireName).distinct().toList();
            var fresh = new Fresh(new PartnerKeyId(ids.next(partner.shard())), draw(), names, null);
            return own.client()
                    .sql(ADD)
                    .bind("hash", Sha256.of(fresh.text()))
                    .bind("id", fresh.id().value())
                    .bind("scopes", names.toArray(String[]::new))
                    .bind("shard", partner.shard())
                    .bind("partner", partner.value())
                    .bind("now", clock.instant())
                    .bind("by", by)
                    .fetch()
                    .rowsUpdated()
                    .flatMap(added -> added == 1
                            ? Mono.just(fresh)
                            : Mono.error(WebhookProblem.PARTNER_NOT_FOUND.because("There is no " + partner)));
        });
    }

    /** A new key with the same scopes; the old one is good for a while yet. Errors with PARTNER_KEY_NOT_FOUND. */
    public Mono<Fresh> rotate(PartnerId partner, PartnerKeyId old, String by) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var end = now.plus(settings.overlap());
            var id = new PartnerKeyId(ids.next(partner.shard()));
            var text = draw();
            return own.client()
                    .sql(ROTATE)
                    .bind("hash", Sha256.of(text))
                    .bind("id", id.value())
                    .bind("old", old.value())
                    .bind("partner", partner.value())
                    .bind("end", end)
                    .bind("now", now)
                    .bind("by", by)
                    .map(row -> new Fresh(id, text, scopes(row), end))
                    .one()
                    .switchIfEmpty(Mono.error(() -> notFound(old)));
        });
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

    private static gateway.shared.problems.ProblemException unknown() {
        return WebhookProblem.PARTNER_KEY_UNKNOWN.because(
                "Send 'Authorization: Bearer oqk_…' with a key that is valid");
    }

    private static gateway.shared.problems.ProblemException notFound(PartnerKeyId key) {
        return WebhookProblem.PARTNER_KEY_NOT_FOUND.because("There is no " + key + ", or it has ended");
    }
}
