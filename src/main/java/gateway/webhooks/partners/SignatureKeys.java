package gateway.webhooks.partners;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.crypto.MasterKey;
import gateway.platform.signatures.SignatureAlgorithm;
import gateway.platform.signatures.VerifyingKey;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.SignatureKeyId;
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
import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What partners sign their calls with: of a pair the public half, which is theirs to give, or a secret we draw. */
@Component
public class SignatureKeys {

    private static final int SECRET_BYTES = 32;

    // A key that takes the place of another comes with it or not at all.
    private static final String ADD = """
        with old as (
            update webhooks.signature_key
               set until = least(until, :end)
             where id = cast(:replaces as uuid) and partner = :partner and (until is null or until > :now)
            returning partner
        )
        insert into webhooks.signature_key (id, partner, algorithm, kept, created_at, created_by)
        select :id, p.id, :algorithm, :kept, :now, :by
          from webhooks.partner p
         where p.shard = :shard and p.id = :partner
           and (cast(:replaces as uuid) is null or exists (select 1 from old))
        """;

    private static final String END = """
        update webhooks.signature_key set until = least(until, :now) where id = :id and partner = :partner
        """;

    private static final String FIND = """
        select id, algorithm, kept
          from webhooks.signature_key
         where id = :id and partner = :partner and (until is null or until > :now)
        """;

    private static final String OF = """
        select id, algorithm, created_at, created_by, until
          from webhooks.signature_key
         where partner = :partner
         order by id
        """;

    private final WebhookDatabase own;
    private final MasterKey master;
    private final PartnerSettings settings;
    private final TimeOrderedIds ids;
    private final RandomGenerator random;
    private final Clock clock;

    SignatureKeys(
            WebhookDatabase own,
            MasterKey master,
            PartnerSettings settings,
            TimeOrderedIds ids,
            RandomGenerator random,
            Clock clock) {
        this.own = own;
        this.master = master;
        this.settings = settings;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A key as the staff see it.
     *
     * @param until when it ends; null for one that goes on
     */
    public record Key(
            SignatureKeyId id,
            String algorithm,
            Instant createdAt,
            String createdBy,
            @Nullable Instant until) {}

    /**
     * A key that somebody wants a partner to have.
     *
     * @param kept the public half, or the secret, sealed
     * @param replaces the key whose place it takes; that one is good for a while yet
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Wanted(
            PartnerId partner,
            SignatureKeyId id,
            SignatureAlgorithm algorithm,
            byte[] kept,
            @Nullable SignatureKeyId replaces) {

        @Override
        public String toString() {
            return "Wanted " + id;
        }
    }

    /** @param secret shown once; null of a pair, whose other half is the partner's alone */
    public record Draft(Wanted wanted, @Nullable String secret) {

        @Override
        public String toString() {
            return "Draft " + wanted.id();
        }
    }

    /** Of a public half that the partner gave; throws SIGNATURE_KEY_UNUSABLE. */
    public Draft ofPublicHalf(PartnerId partner, String base64, @Nullable SignatureKeyId replaces) {
        var id = new SignatureKeyId(ids.next(partner.shard()));
        var wanted = new Wanted(partner, id, SignatureAlgorithm.ED25519, decoded(base64), replaces);
        check(wanted);
        return new Draft(wanted, null);
    }

    /** Of a secret that we draw. */
    public Draft ofSecret(PartnerId partner, @Nullable SignatureKeyId replaces) {
        var id = new SignatureKeyId(ids.next(partner.shard()));
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var kept = master.encrypt(purpose(partner, id), secret);
        var wanted = new Wanted(partner, id, SignatureAlgorithm.HMAC_SHA256, kept, replaces);
        return new Draft(wanted, Base64.getEncoder().encodeToString(secret));
    }

    /** Throws SIGNATURE_KEY_UNUSABLE. */
    void check(Wanted wanted) {
        boolean usable = switch (wanted.algorithm()) {
            case ED25519 -> VerifyingKey.ofPublicHalf(wanted.kept()).isPresent();
            case HMAC_SHA256 -> opens(wanted);
        };
        if (!usable) {
            throw WebhookProblem.SIGNATURE_KEY_UNUSABLE.because("Send the 32 bytes of the public half in Base64");
        }
    }

    private boolean opens(Wanted wanted) {
        try {
            return master.decrypt(purpose(wanted.partner(), wanted.id()), wanted.kept()).length == SECRET_BYTES;
        } catch (RuntimeException _) {
            return false;
        }
    }

    /** Part of the client's transaction. Errors with SIGNATURE_KEY_NOT_FOUND when what it replaces is not there. */
    Mono<Void> add(DatabaseClient client, Wanted wanted, String by) {
        var now = clock.instant();
        return client.sql(ADD)
                .bind("id", wanted.id().value())
                .bind("algorithm", wanted.algorithm().code())
                .bind("kept", wanted.kept())
                .bind("replaces", text(wanted.replaces()))
                .bind("partner", wanted.partner().value())
                .bind("shard", wanted.partner().shard())
                .bind("end", now.plus(settings.overlap()))
                .bind("now", now)
                .bind("by", by)
                .fetch()
                .rowsUpdated()
                .flatMap(added -> added == 1 ? Mono.empty() : Mono.error(notFound("The partner or the old key")));
    }

    /** From now on it proves nothing. Errors with SIGNATURE_KEY_NOT_FOUND; a repeat changes nothing. */
    public Mono<Void> end(PartnerId partner, SignatureKeyId key) {
        return own.client()
                .sql(END)
                .bind("now", clock.instant())
                .bind("id", key.value())
                .bind("partner", partner.value())
                .fetch()
                .rowsUpdated()
                .flatMap(ended -> ended == 1 ? Mono.empty() : Mono.error(notFound(key.toString())));
    }

    public Flux<Key> of(PartnerId partner) {
        return own.client()
                .sql(OF)
                .bind("partner", partner.value())
                .map(row -> new Key(
                        new SignatureKeyId(required(row, "id", UUID.class)),
                        required(row, "algorithm", String.class),
                        required(row, "created_at", Instant.class),
                        required(row, "created_by", String.class),
                        row.get("until", Instant.class)))
                .all();
    }

    /** Empty when the partner has no such key, or it has ended. */
    Mono<VerifyingKey> find(PartnerId partner, SignatureKeyId id) {
        return own.client()
                .sql(FIND)
                .bind("id", id.value())
                .bind("partner", partner.value())
                .bind("now", clock.instant())
                .map(row -> opened(partner, row))
                .one();
    }

    private VerifyingKey opened(PartnerId partner, Readable row) {
        var id = new SignatureKeyId(required(row, "id", UUID.class));
        var kept = required(row, "kept", byte[].class);
        return switch (SignatureAlgorithm.of(required(row, "algorithm", String.class))
                .orElseThrow()) {
            case ED25519 -> VerifyingKey.ofPublicHalf(kept).orElseThrow();
            case HMAC_SHA256 -> VerifyingKey.ofSecret(master.decrypt(purpose(partner, id), kept));
        };
    }

    private static String purpose(PartnerId partner, SignatureKeyId id) {
        return "webhooks signature key " + partner + " " + id;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw WebhookProblem.SIGNATURE_KEY_UNUSABLE.because("This is not Base64");
        }
    }

    private static Parameter text(@Nullable SignatureKeyId id) {
        return Parameters.in(R2dbcType.NVARCHAR, id == null ? null : id.value().toString());
    }

    private static ProblemException notFound(String what) {
        return WebhookProblem.SIGNATURE_KEY_NOT_FOUND.because(what + " is not there, or has ended");
    }
}
