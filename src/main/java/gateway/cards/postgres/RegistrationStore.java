package gateway.cards.postgres;

import static gateway.cards.CardProblem.REGISTRATION_NOT_FOUND;
import static gateway.cards.postgres.CardStore.required;
import static io.r2dbc.spi.R2dbcType.VARCHAR;

import gateway.cards.Candidate;
import gateway.cards.LinkRefusal;
import gateway.cards.Linking;
import gateway.cards.Pan;
import gateway.cards.vault.BlindIndex;
import gateway.cards.vault.DataKey;
import gateway.cards.vault.Envelopes;
import gateway.cards.vault.Field;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RegistrationId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Keeps registrations while the rail decides. Card data leaves the row with the decision. */
@Component
public final class RegistrationStore {

    // A claim whose asker died before the rail answered may be taken over with the same key.
    private static final String CLAIM = """
            insert into cards.registration as r (shard, id, owner, idempotency_key, fingerprint, scheme, bank, masked,
                   state, key_version, data_key, pan, expiry, number, created_at, expires_at)
            values (:shard, :id, :owner, :idempotency_key, :fingerprint, :scheme, :bank, :masked,
                   'asking', :key_version, :data_key, :pan, :expiry, :number, :now, :expires_at)
                on conflict (shard, owner, idempotency_key) do update
               set id = excluded.id, key_version = excluded.key_version, data_key = excluded.data_key,
                   pan = excluded.pan, expiry = excluded.expiry, number = excluded.number,
                   created_at = excluded.created_at, expires_at = excluded.expires_at, state = excluded.state
             where r.state in ('asking', 'lapsed') and r.masked_phone is null and r.expires_at < excluded.created_at
               and r.fingerprint = excluded.fingerprint
            """;

    private static final String BY_KEY = """
            select id, fingerprint, scheme, bank, masked, state, masked_phone, reason, rail_code, card, card_state,
                   decided_at, expires_at
              from cards.registration
             where shard = :shard and owner = :owner and idempotency_key = :idempotency_key
            """;

    private static final String FIND = """
            select id, scheme, bank, masked, state, masked_phone, reason, rail_code, card, card_state,
                   decided_at, expires_at
              from cards.registration
             where shard = :shard and id = :id and owner = :owner
            """;

    // Those of one customer begin one after the other, so that neither they nor the cards are beyond their number.
    private static final String QUEUE = """
            select pg_advisory_xact_lock(hashtextextended('cards.registration ' || :owner, 0))
            """;

    // What may still become a card counts as one. Both are of one moment: a card comes with the end of its
    // registration.
    private static final String COUNT = """
            select count(*) as begun,
                   count(*) filter (where state in ('asking', 'code_sent') and expires_at > :open) +
                   (select count(*)
                      from cards.card
                     where shard = :shard and owner = :owner and state in ('linked', 'frozen')) as cards
              from cards.registration
             where shard = :shard and owner = :owner and created_at > :since
            """;

    private static final String CODE_SENT = """
            update cards.registration
               set state = 'code_sent', reference = :reference, masked_phone = :masked_phone, expires_at = :expires_at
             where shard = :shard and id = :id and state = 'asking'
            """;

    // The try is counted before the rail is asked, so that parallel guesses cannot all be the first.
    private static final String TAKE = """
            update cards.registration
               set tries = tries + 1
             where shard = :shard and id = :id and owner = :owner and state = 'code_sent' and tries < :most
               and expires_at > :now
            returning id, bank, scheme, key_version, data_key, pan, expiry, reference, tries
            """;

    private static final String GIVE_BACK = """
            update cards.registration
               set tries = tries - 1
             where shard = :shard and id = :id and state = 'code_sent' and tries > 0
            """;

    // The reference stays for RegistrationSweep: an earlier code may have been right, and its answer lost.
    private static final String REFUSE = """
            update cards.registration
               set state = 'refused', reason = :reason, rail_code = :rail_code, decided_at = :now,
                   key_version = null, data_key = null, pan = null, expiry = null
             where shard = :shard and id = :id and state in ('asking', 'code_sent')
            """;

    private static final String FORGET = """
            delete from cards.registration
             where shard = :shard and id = :id and state = 'asking'
            """;

    private final DatabaseClient database;
    private final Envelopes envelopes;
    private final BlindIndex index;
    private final TransactionalOperator transaction;

    RegistrationStore(
            DatabaseClient database, Envelopes envelopes, BlindIndex index, TransactionalOperator transaction) {
        this.database = database;
        this.envelopes = envelopes;
        this.index = index;
        this.transaction = transaction;
    }

    /** What became of a claim. */
    public enum Claimed {
        /** The key was free and now stands for this registration. */
        OURS,
        /** It stands for another one. */
        TAKEN,
        /** The customer has so many cards already, with those that are being linked. */
        TOO_MANY,
        /** The customer has begun so many already, however many they begin at once. */
        TOO_OFTEN
    }

    /** Only what is within the customer's numbers. */
    public Mono<Claimed> claim(Claim claim, MostCards most) {
        return database.sql(QUEUE)
                .bind("owner", claim.owner().value().toString())
                .fetch()
                .rowsUpdated()
                .then(Mono.defer(() -> beyond(claim.owner(), most)))
                .flatMap(beyond -> beyond.map(Mono::just).orElseGet(() -> claim(claim)))
                .as(transaction::transactional);
    }

    private Mono<Claimed> claim(Claim claim) {
        var card = claim.card();
        var cipher = envelopes.create(claim.id().value());
        return database.sql(CLAIM)
                .bind("shard", claim.id().shard())
                .bind("id", claim.id().value())
                .bind("owner", claim.owner().value())
                .bind("idempotency_key", claim.key())
                .bind("fingerprint", index.ofRequest(claim.fingerprint()))
                .bind("scheme", card.scheme().rail())
                .bind("bank", Parameters.in(VARCHAR, card.bank()))
                .bind("masked", card.pan().masked())
                .bind("key_version", cipher.key().version())
                .bind("data_key", cipher.key().wrapped())
                .bind("pan", cipher.seal(Field.PAN, card.pan().reveal()))
                .bind("expiry", cipher.seal(Field.EXPIRY, card.expiry().toString()))
                .bind("number", index.of(card.scheme(), card.pan()))
                .bind("now", claim.now())
                .bind("expires_at", claim.expiresAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1 ? Claimed.OURS : Claimed.TAKEN);
    }

    /** What the key stands for already; empty optional when it is free. */
    public Mono<Optional<Earlier>> earlier(CustomerId owner, String key, byte[] fingerprint) {
        var asked = index.ofRequest(fingerprint);
        return database.sql(BY_KEY)
                .bind("shard", owner.shard())
                .bind("owner", owner.value())
                .bind("idempotency_key", key)
                .map(row -> new Earlier(
                        MessageDigest.isEqual(asked, required(row, "fingerprint", byte[].class)),
                        RegistrationRow.begun(row),
                        required(row, "expires_at", Instant.class)))
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** Errors with REGISTRATION_NOT_FOUND also when it is somebody else's. */
    public Mono<Linking> find(CustomerId owner, RegistrationId id) {
        return database.sql(FIND)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .bind("owner", owner.value())
                .map(RegistrationRow::reached)
                .one()
                .switchIfEmpty(Mono.error(() -> REGISTRATION_NOT_FOUND.because("Of yours, none has this id")));
    }

    private Mono<Optional<Claimed>> beyond(CustomerId owner, MostCards most) {
        return database.sql(COUNT)
                .bind("shard", owner.shard())
                .bind("owner", owner.value())
                .bind("since", most.since())
                .bind("open", most.open())
                .map(row -> most.beyond(required(row, "begun", Long.class), required(row, "cards", Long.class)))
                .one();
    }

    public Mono<Void> codeSent(RegistrationId id, String reference, String maskedPhone, Instant expiresAt) {
        return database.sql(CODE_SENT)
                .bind("reference", reference)
                .bind("masked_phone", maskedPhone)
                .bind("expires_at", expiresAt)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .then();
    }

    /** Counts one try of a code and gives what the rail must be asked with; empty optional when no try is left. */
    public Mono<Optional<Waiting>> take(CustomerId owner, RegistrationId id, int most, Instant now) {
        return database.sql(TAKE)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .bind("owner", owner.value())
                .bind("most", most)
                .bind("now", now)
                .map(this::waiting)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** The rail could not judge the code, so the try does not count. */
    public Mono<Void> giveBack(RegistrationId id) {
        return database.sql(GIVE_BACK)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .then();
    }

    public Mono<Void> refuse(RegistrationId id, LinkRefusal reason, String railCode, Instant now) {
        return database.sql(REFUSE)
                .bind("reason", reason.code())
                .bind("rail_code", railCode)
                .bind("now", now)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .then();
    }

    /** The rail could not be asked: nothing of the registration stays, and its key is free again. */
    public Mono<Void> forget(RegistrationId id) {
        return database.sql(FORGET)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .then();
    }

    private Waiting waiting(Readable row) {
        var id = RegistrationRow.id(row);
        var key = new DataKey(required(row, "key_version", Integer.class), required(row, "data_key", byte[].class));
        var cipher = envelopes.open(id.value(), key);
        var pan = Pan.parse(cipher.open(Field.PAN, required(row, "pan", byte[].class)))
                .orElseThrow();
        var expiry = YearMonth.parse(cipher.open(Field.EXPIRY, required(row, "expiry", byte[].class)));
        return new Waiting(
                new Candidate(pan, expiry, CardStore.scheme(row), row.get("bank", String.class)),
                required(row, "reference", String.class),
                required(row, "tries", Integer.class));
    }

    /**
     * A registration that is about to ask the rail.
     *
     * @param fingerprint hash of the request, which must not be stored as it is
     * @param expiresAt after which the same key may take it over, should we never hear of the rail
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Claim(
            RegistrationId id,
            CustomerId owner,
            String key,
            byte[] fingerprint,
            Candidate card,
            Instant now,
            Instant expiresAt) {}

    /** The registration that a key stands for. */
    public record Earlier(boolean sameRequest, Linking answer, Instant expiresAt) {}

    /**
     * A registration whose code is being tried.
     *
     * @param reference the rail's name for the code it sent
     * @param tries this one included
     */
    public record Waiting(Candidate card, String reference, int tries) {}
}
