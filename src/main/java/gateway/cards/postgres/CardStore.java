package gateway.cards.postgres;

import static gateway.cards.CardProblem.CARD_NOT_FOUND;
import static io.r2dbc.spi.R2dbcType.VARCHAR;

import gateway.cards.Candidate;
import gateway.cards.Card;
import gateway.cards.CardState;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.cards.vault.BlindIndex;
import gateway.cards.vault.DataKey;
import gateway.cards.vault.Envelopes;
import gateway.cards.vault.Field;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads cards, keeps recipients and changes what the owner may change. */
@Component
public final class CardStore {

    private static final String FIND = """
            select id, owner, scheme, masked, state, key_version, data_key, pan, expiry, rail_token
              from cards.card
             where shard = :shard and id = :id
            """;

    private static final String FIND_RECIPIENT = """
            select id, owner, scheme, masked, state, key_version, data_key, pan, expiry, rail_token
              from cards.card
             where shard = :shard and blind_index = :blind_index and owner is null
            """;

    private static final String KEEP_RECIPIENT = """
            insert into cards.card (shard, id, scheme, bank, masked, state, key_version, data_key, pan, blind_index,
                   linked_at, changed_at)
            values (:shard, :id, :scheme, :bank, :masked, 'recipient', :key_version, :data_key, :pan, :blind_index,
                   :now, :now)
                on conflict (shard, blind_index) where owner is null do nothing
            """;

    private static final String KNOWN = """
            select id, state
              from cards.card
             where shard = :shard and owner = :owner and blind_index = :blind_index
            """;

    private static final String WITH_TOKEN = """
            select id, owner, scheme, masked, state, key_version, data_key, pan, expiry, rail_token
              from cards.card
             where blind_index = :number and rail_token is not null
            """;

    private static final String LIST = """
            select id, scheme, masked, bank, state, linked_at
              from cards.card
             where shard = :shard and owner = :owner and state in ('linked', 'frozen')
             order by linked_at desc, id desc
             limit 200
            """;

    private static final String OWNED = """
            select id, scheme, masked, bank, state, linked_at
              from cards.card
             where shard = :shard and id = :id and owner = :owner
            """;

    // FOR UPDATE and not the weaker lock an UPDATE takes: only this one waits for, and is waited for by, the payments
    // that hold FOR KEY SHARE in UseCardWriter.
    private static final String HOLD = """
            select id, scheme, masked, bank, state, linked_at
              from cards.card
             where shard = :shard and id = :id and owner = :owner
               for update
            """;

    private static final String CHANGE = """
            update cards.card
               set state = :state, changed_at = :now,
                   rail_token = case when :state = 'unlinked' then null else rail_token end
             where shard = :shard and id = :id
            """;

    private final DatabaseClient database;
    private final Envelopes envelopes;
    private final BlindIndex index;

    CardStore(DatabaseClient database, Envelopes envelopes, BlindIndex index) {
        this.database = database;
        this.envelopes = envelopes;
        this.index = index;
    }

    /** Errors with CARD_NOT_FOUND. */
    public Mono<SealedCard> find(CardId card) {
        return database.sql(FIND)
                .bind("shard", card.shard())
                .bind("id", card.value())
                .map(CardStore::sealed)
                .one()
                .switchIfEmpty(notFound());
    }

    /** Emits once; the optional is empty when nobody sent money to the number yet. */
    public Mono<Optional<SealedCard>> recipient(int shard, Pan pan) {
        return database.sql(FIND_RECIPIENT)
                .bind("shard", shard)
                .bind("blind_index", index.of(pan))
                .map(CardStore::sealed)
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** Keeps a recipient's number unless it stands there already. */
    public Mono<Void> keepRecipient(CardId id, Pan pan, Scheme scheme, @Nullable String bank, Instant now) {
        var cipher = envelopes.create(id.value());
        return database.sql(KEEP_RECIPIENT)
                .bind("shard", id.shard())
                .bind("id", id.value())
                .bind("scheme", scheme.rail())
                .bind("bank", Parameters.in(VARCHAR, bank))
                .bind("masked", pan.masked())
                .bind("key_version", cipher.key().version())
                .bind("data_key", cipher.key().wrapped())
                .bind("pan", cipher.seal(Field.PAN, pan.reveal()))
                .bind("blind_index", index.of(pan))
                .bind("now", now)
                .then();
    }

    /** The customer's own row of the card, in whatever state; empty optional when there is none. */
    public Mono<Optional<Known>> known(CustomerId owner, Candidate card) {
        return database.sql(KNOWN)
                .bind("shard", owner.shard())
                .bind("owner", owner.value())
                .bind("blind_index", index.of(card.scheme(), card.pan()))
                .map(row -> new Known(new CardId(required(row, "id", UUID.class)), state(row)))
                .one()
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** Every customer's card of that number, as a keyed hash, for which its rail gave a token. */
    public Flux<SealedCard> withToken(byte[] number) {
        return database.sql(WITH_TOKEN)
                .bind("number", number)
                .map(CardStore::sealed)
                .all();
    }

    /** Linked and frozen cards, latest first; at most 200, more than a customer may link. */
    public Flux<Card> list(CustomerId owner) {
        return database.sql(LIST)
                .bind("shard", owner.shard())
                .bind("owner", owner.value())
                .map(CardStore::card)
                .all();
    }

    /** Errors with CARD_NOT_FOUND also when the card is somebody else's. */
    public Mono<Card> owned(CustomerId owner, CardId card) {
        return one(OWNED, owner, card);
    }

    /** As {@link #owned}, locked against payments until the end of the transaction. Call inside one. */
    public Mono<Card> hold(CustomerId owner, CardId card) {
        return one(HOLD, owner, card);
    }

    /** Call inside the transaction that holds the card. An unlinked card also loses its rail token. */
    public Mono<Void> change(CardId card, CardState to, Instant now) {
        return database.sql(CHANGE)
                .bind("state", to.code())
                .bind("now", now)
                .bind("shard", card.shard())
                .bind("id", card.value())
                .then();
    }

    private Mono<Card> one(String sql, CustomerId owner, CardId card) {
        return database.sql(sql)
                .bind("shard", card.shard())
                .bind("id", card.value())
                .bind("owner", owner.value())
                .map(CardStore::card)
                .one()
                .switchIfEmpty(notFound());
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> CARD_NOT_FOUND.because("Of your cards, none has this id"));
    }

    private static SealedCard sealed(Readable row) {
        return new SealedCard(
                new CardId(required(row, "id", UUID.class)),
                SealedCard.customer(row.get("owner", UUID.class)),
                scheme(row),
                required(row, "masked", String.class),
                state(row),
                new DataKey(required(row, "key_version", Integer.class), required(row, "data_key", byte[].class)),
                required(row, "pan", byte[].class),
                row.get("expiry", byte[].class),
                row.get("rail_token", byte[].class));
    }

    private static Card card(Readable row) {
        return new Card(
                new CardId(required(row, "id", UUID.class)),
                scheme(row),
                required(row, "masked", String.class),
                row.get("bank", String.class),
                state(row),
                required(row, "linked_at", Instant.class));
    }

    private static CardState state(Readable row) {
        return CardState.of(required(row, "state", String.class));
    }

    static Scheme scheme(Readable row) {
        var rail = required(row, "scheme", String.class);
        return Scheme.of(rail).orElseThrow();
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /** A card that the customer linked before. */
    public record Known(CardId id, CardState state) {}
}
