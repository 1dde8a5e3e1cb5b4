package gateway.issuing;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.IssuedCardId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads authorisations; the journal writes them. */
@Component
final class AuthorisationStore {

    private static final String FIND = """
        select id, card, state, amount_minor, asset, hold, hold_until, cleared_minor, counted_at, counted, version
          from issuing.authorisation
         where shard = :shard and chain = :chain and transaction = :transaction
        """;

    private static final String LAPSING = """
        select a.shard, a.chain, a.transaction, a.id, a.card, a.state, a.amount_minor, a.asset, a.hold, a.hold_until,
               a.cleared_minor, a.counted_at, a.counted, a.version, c.asset as cards_own
          from issuing.authorisation a
          join issuing.card c on c.shard = a.shard and c.id = a.card
         where a.state = 'approved' and a.hold_until <= :before
         order by a.hold_until
         limit :most
        """;

    private final DatabaseClient database;

    AuthorisationStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Optional<Authorisation>> find(Authorisation.Key key) {
        return database.sql(FIND)
                .bind("shard", (short) key.shard())
                .bind("chain", key.chain())
                .bind("transaction", key.transaction())
                .map(row -> Optional.of(authorisation(key, row)))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    /**
     * An authorisation that nobody claimed.
     *
     * @param cardsOwn the money of the card's wallet
     */
    record Lapsing(Authorisation authorisation, Asset cardsOwn) {}

    /** Approved ones whose hold was over by then, oldest first. */
    Flux<Lapsing> lapsing(Instant before, int most) {
        return database.sql(LAPSING)
                .bind("before", before)
                .bind("most", most)
                .map(row ->
                        new Lapsing(authorisation(key(row), row), Asset.of(required(row, "cards_own", String.class))))
                .all();
    }

    private static Authorisation.Key key(Readable row) {
        return new Authorisation.Key(
                required(row, "shard", Short.class),
                required(row, "chain", UUID.class),
                required(row, "transaction", String.class));
    }

    private static Authorisation authorisation(Authorisation.Key key, Readable row) {
        long amount = required(row, "amount_minor", Long.class);
        return new Authorisation(
                key,
                required(row, "id", UUID.class),
                new IssuedCardId(required(row, "card", UUID.class)),
                Authorisation.State.of(required(row, "state", String.class)),
                new Money(amount, Asset.of(required(row, "asset", String.class))),
                hold(row.get("hold", UUID.class)),
                required(row, "hold_until", Instant.class),
                required(row, "cleared_minor", Long.class),
                CountedSteps.parse(
                        required(row, "counted", String.class), required(row, "counted_at", Instant.class), amount),
                required(row, "version", Integer.class));
    }

    private static @Nullable TransferId hold(@Nullable UUID id) {
        return id == null ? null : new TransferId(id);
    }
}
