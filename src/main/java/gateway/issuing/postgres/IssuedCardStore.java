package gateway.issuing.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.issuing.IssuedCard;
import gateway.issuing.IssuedState;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.money.Asset;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Issued cards, their chains and their events. */
@Component
public final class IssuedCardStore {

    // Of cards that share a number, by renewal, the one that is alive, or else the latest.
    private static final String BY_NUMBER = """
        select id, chain, owner, asset, form, state, masked, vault, expiry, pin, pin_tries, guess_locked_until, version,
               ordered_at
          from issuing.card
         where number_key = :number_key
         order by state in ('closed', 'expired'), ordered_at desc
         limit 1
        """;

    private static final String HAD_EXPIRY = """
        select exists (select 1 from issuing.card where number_key = :number_key and expiry = :expiry) as had
        """;

    private static final String FIND = """
        select id, chain, owner, asset, form, state, masked, vault, expiry, pin, pin_tries, guess_locked_until, version,
               ordered_at
          from issuing.card
         where shard = :shard and id = :id
        """;

    private static final String LOCK = """
        select id, chain, owner, asset, form, state, masked, vault, expiry, pin, pin_tries, guess_locked_until, version,
               ordered_at
          from issuing.card
         where shard = :shard and id = :id
           for update
        """;

    private static final String ORDERED_AS = """
        select id, chain, owner, asset, form, state, masked, vault, expiry, pin, pin_tries, guess_locked_until, version,
               ordered_at
          from issuing.card
         where shard = :shard and owner = :owner and order_key = :order_key
        """;

    private static final String OWNED = """
        select id, chain, owner, asset, form, state, masked, vault, expiry, pin, pin_tries, guess_locked_until, version,
               ordered_at
          from issuing.card
         where shard = :shard and owner = :owner
         order by ordered_at desc, id desc
         limit 200
        """;

    // Orders of one customer come one after the other, so that none is beyond their number.
    private static final String QUEUE = """
        select pg_advisory_xact_lock(hashtextextended('issuing.card ' || :owner, 0))
        """;

    // One that is lost or stolen keeps its place for the card that replaces it.
    private static final String PLACES = """
        select count(*) as taken
          from issuing.card
         where shard = :shard and owner = :owner and state not in ('closed', 'expired')
        """;

    private static final String ADD_CHAIN = """
        insert into issuing.chain (shard, id, owner, controls, usage)
        values (:shard, :id, :owner, '', '')
        """;

    private static final String ADD = """
        insert into issuing.card (shard, id, chain, owner, asset, form, state, masked, number_key, vault, expiry, pin,
               pin_tries, version, order_key, ordered_at, changed_at)
        values (:shard, :id, :chain, :owner, :asset, :form, :state, :masked, :number_key, :vault, :expiry, :pin,
               :pin_tries, :version, :order_key, :at, :at)
        """;

    private static final String CHANGE = """
        update issuing.card
           set state = :state, pin = :pin, pin_tries = :pin_tries, version = :version, changed_at = :at
         where shard = :shard and id = :id and version = :version - 1
        """;

    private static final String FORGIVE = """
        update issuing.card
           set guesses = 0, guesses_until = 'epoch', guess_locked_until = 'epoch'
         where shard = :shard and id = :id
        """;

    private static final String NOTE = """
        insert into issuing.card_event (shard, card, n, at, action, actor, who, from_state, to_state, detail)
        values (:shard, :card, :n, :at, :action, :actor, :who, :from_state, :to_state, :detail)
        """;

    private final DatabaseClient database;

    IssuedCardStore(DatabaseClient database) {
        this.database = database;
    }

    /** A card as it is ordered. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Ordered(IssuedCard card, byte[] numberKey, String orderKey) {}

    /** Who did what to a card, and what came of it. */
    public record Event(
            IssuedCard after, String action, String actor, String who, IssuedState from, String detail, Instant at) {}

    public Mono<Optional<IssuedCard>> byNumber(byte[] numberKey) {
        return database.sql(BY_NUMBER)
                .bind("number_key", numberKey)
                .map(row -> Optional.of(card(row)))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    public Mono<Boolean> hadExpiry(byte[] numberKey, YearMonth expiry) {
        return database.sql(HAD_EXPIRY)
                .bind("number_key", numberKey)
                .bind("expiry", expiry.toString())
                .map(row -> required(row, "had", Boolean.class))
                .one();
    }

    public Mono<Optional<IssuedCard>> find(IssuedCardId id) {
        return one(FIND, id);
    }

    /** The same, and nobody else changes it before our transaction ends. */
    public Mono<Optional<IssuedCard>> lock(IssuedCardId id) {
        return one(LOCK, id);
    }

    private Mono<Optional<IssuedCard>> one(String sql, IssuedCardId id) {
        return database.sql(sql)
                .bind("shard", (short) id.shard())
                .bind("id", id.value())
                .map(row -> Optional.of(card(row)))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    /** What this order made, if it was made before. */
    public Mono<Optional<IssuedCard>> orderedAs(CustomerId owner, String orderKey) {
        return database.sql(ORDERED_AS)
                .bind("shard", (short) owner.shard())
                .bind("owner", owner.value())
                .bind("order_key", orderKey)
                .map(row -> Optional.of(card(row)))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    /** Latest first. */
    public Flux<IssuedCard> owned(CustomerId owner) {
        return database.sql(OWNED)
                .bind("shard", (short) owner.shard())
                .bind("owner", owner.value())
                .map(row -> card(row))
                .all();
    }

    /** How many cards they have that did not end; until our transaction ends nobody else orders for them. */
    public Mono<Long> countForOrder(CustomerId owner) {
        var queued = database.sql(QUEUE)
                .bind("owner", owner.value().toString())
                .fetch()
                .rowsUpdated();
        return queued.then(database.sql(PLACES)
                .bind("shard", (short) owner.shard())
                .bind("owner", owner.value())
                .map(row -> required(row, "taken", Long.class))
                .one());
    }

    public Mono<Void> addChain(IssuedCard first) {
        return database.sql(ADD_CHAIN)
                .bind("shard", (short) first.owner().shard())
                .bind("id", first.chain())
                .bind("owner", first.owner().value())
                .then();
    }

    public Mono<Void> add(Ordered ordered) {
        var card = ordered.card();
        return database.sql(ADD)
                .bind("shard", (short) card.id().shard())
                .bind("id", card.id().value())
                .bind("chain", card.chain())
                .bind("owner", card.owner().value())
                .bind("asset", card.asset().code())
                .bind("form", card.physical() ? "physical" : "virtual")
                .bind("state", card.state().code())
                .bind("masked", card.masked())
                .bind("number_key", ordered.numberKey())
                .bind("vault", card.vault().value())
                .bind("expiry", card.expiry().toString())
                .bind("pin", card.pin())
                .bind("pin_tries", (short) card.pinTries())
                .bind("version", card.version())
                .bind("order_key", ordered.orderKey())
                .bind("at", card.orderedAt())
                .then();
    }

    /** Writes the card and the line about it; errors when somebody else changed it since it was read. */
    public Mono<IssuedCard> change(Event event) {
        var after = event.after();
        return database.sql(CHANGE)
                .bind("shard", (short) after.id().shard())
                .bind("id", after.id().value())
                .bind("state", after.state().code())
                .bind("pin", after.pin())
                .bind("pin_tries", (short) after.pinTries())
                .bind("version", after.version())
                .bind("at", event.at())
                .fetch()
                .rowsUpdated()
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(after.id() + " was changed under its lock")))
                .then(note(event))
                .thenReturn(after);
    }

    /** What somebody guessed about the card no longer counts. Part of a transaction that locked it. */
    public Mono<Void> forgiveGuesses(IssuedCardId id) {
        return database.sql(FORGIVE)
                .bind("shard", (short) id.shard())
                .bind("id", id.value())
                .then();
    }

    /** Only the line. */
    public Mono<Void> note(Event event) {
        var card = event.after();
        return database.sql(NOTE)
                .bind("shard", (short) card.id().shard())
                .bind("card", card.id().value())
                .bind("n", card.version())
                .bind("at", event.at())
                .bind("action", event.action())
                .bind("actor", event.actor())
                .bind("who", event.who())
                .bind("from_state", event.from().code())
                .bind("to_state", card.state().code())
                .bind("detail", event.detail())
                .then();
    }

    private static IssuedCard card(Readable row) {
        return new IssuedCard(
                new IssuedCardId(required(row, "id", UUID.class)),
                required(row, "chain", UUID.class),
                new CustomerId(required(row, "owner", UUID.class)),
                Asset.of(required(row, "asset", String.class)),
                required(row, "form", String.class).equals("physical"),
                IssuedState.of(required(row, "state", String.class)),
                required(row, "masked", String.class),
                new CardId(required(row, "vault", UUID.class)),
                YearMonth.parse(required(row, "expiry", String.class)),
                required(row, "pin", String.class),
                required(row, "pin_tries", Short.class),
                required(row, "guess_locked_until", Instant.class),
                required(row, "version", Integer.class),
                required(row, "ordered_at", Instant.class));
    }
}
