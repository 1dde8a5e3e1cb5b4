package gateway.cards.postgres;

import static io.r2dbc.spi.R2dbcType.VARBINARY;
import static io.r2dbc.spi.R2dbcType.VARCHAR;

import gateway.cards.Candidate;
import gateway.cards.Card;
import gateway.cards.vault.BlindIndex;
import gateway.cards.vault.Envelopes;
import gateway.cards.vault.Field;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.RegistrationId;
import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns a registration that the rail confirmed into a linked card, in one statement: both or neither. */
@Component
public final class LinkedCardStore {

    // The customer may have linked the card before: then the row is known, keeps its id, and is encrypted afresh.
    private static final String LINK = """
            with closed as (
                update cards.registration
                   set state = 'linked', card = :card, card_state = :card_state, decided_at = :now,
                       key_version = null, data_key = null, pan = null, expiry = null, reference = null,
                       number = null
                 where shard = :shard and id = :registration and state in ('asking', 'code_sent')
                returning owner)
            insert into cards.card as c (shard, id, owner, scheme, bank, masked, state, key_version, data_key, pan,
                   expiry, rail_token, blind_index, linked_at, changed_at)
            select :shard, :card, closed.owner, :scheme, :bank, :masked, 'linked', :key_version, :data_key, :pan,
                   :expiry, :rail_token, :blind_index, :now, :now
              from closed
                on conflict (shard, id) do update
               set state = case c.state when 'unlinked' then 'linked' else c.state end,
                   key_version = excluded.key_version, data_key = excluded.data_key, pan = excluded.pan,
                   expiry = excluded.expiry, rail_token = excluded.rail_token, bank = excluded.bank,
                   linked_at = excluded.linked_at, changed_at = excluded.changed_at
             where c.owner = excluded.owner
            """;

    private final DatabaseClient database;
    private final Envelopes envelopes;
    private final BlindIndex index;

    LinkedCardStore(DatabaseClient database, Envelopes envelopes, BlindIndex index) {
        this.database = database;
        this.envelopes = envelopes;
        this.index = index;
    }

    /**
     * Whether the registration was still open and the card is now linked. Errors with
     * {@link org.springframework.dao.DuplicateKeyException} when the customer linked the same number under another id
     * meanwhile.
     *
     * @param card as it will be
     */
    public Mono<Boolean> link(
            RegistrationId registration, CustomerId owner, Candidate candidate, @Nullable String railToken, Card card) {
        var id = card.id().value();
        var cipher = envelopes.create(id);
        return database.sql(LINK)
                .bind("shard", owner.shard())
                .bind("registration", registration.value())
                .bind("card", id)
                .bind("card_state", card.state().code())
                .bind("scheme", card.scheme().rail())
                .bind("bank", Parameters.in(VARCHAR, card.bank()))
                .bind("masked", card.masked())
                .bind("key_version", cipher.key().version())
                .bind("data_key", cipher.key().wrapped())
                .bind("pan", cipher.seal(Field.PAN, candidate.pan().reveal()))
                .bind("expiry", cipher.seal(Field.EXPIRY, candidate.expiry().toString()))
                .bind(
                        "rail_token",
                        Parameters.in(VARBINARY, railToken == null ? null : cipher.seal(Field.RAIL_TOKEN, railToken)))
                .bind("blind_index", index.of(candidate.scheme(), candidate.pan()))
                .bind("now", card.linkedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
