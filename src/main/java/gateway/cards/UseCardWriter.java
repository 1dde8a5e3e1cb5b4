package gateway.cards;

import gateway.cards.UseCard.CardRefusal;
import gateway.cards.vault.DataKey;
import gateway.cards.vault.Envelopes;
import gateway.cards.vault.Field;
import gateway.platform.journal.LookUpWriter;
import gateway.platform.journal.PartWriter.FoundRow;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads and locks the cards that a batch of payments wants to use.
 *
 * <p>The lock is {@code for key share}, the weakest there is. Freezing and unlinking take {@code for update}, the only
 * lock that conflicts with it, so they and the opening of a payment come one after the other; but two batches that use
 * one card, or a batch and the re-wrapping of keys, never wait for each other. A plain read would let a payment be
 * opened after the owner was told that the card is frozen.
 */
@Component
final class UseCardWriter implements LookUpWriter<UseCard> {

    // One index look-up per card whatever the planner believes about the table's size; sorted by the caller.
    private static final String LOCK = """
            select found.id, found.owner, found.state, found.key_version, found.data_key, found.expiry
              from unnest(?::smallint[], ?::uuid[]) as wanted (shard, id)
             cross join lateral (
                   select card.id, card.owner, card.state, card.key_version, card.data_key, card.expiry
                     from cards.card
                    where card.shard = wanted.shard and card.id = wanted.id
                    limit 1
                      for key share) as found
            """;

    private static final Read READ = new Read(
            "used_cards", "id uuid, owner uuid, state text, key_version integer, data_key bytea, expiry bytea", LOCK);

    private static final int ORDER = 20;

    private final Envelopes envelopes;
    private final CardSettings settings;
    private final Moments moments;

    UseCardWriter(Envelopes envelopes, CardSettings settings, Moments moments) {
        this.envelopes = envelopes;
        this.settings = settings;
        this.moments = moments;
    }

    @Override
    public Class<UseCard> kind() {
        return UseCard.class;
    }

    /** Before payments, accounts and limits: a card is held by nobody who waits for one of those. */
    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Read read() {
        return READ;
    }

    @Override
    public LookUp<UseCard> open(List<UseCard> parts) {
        return new LockedCards(parts);
    }

    private static Locked card(FoundRow row) {
        var owner = row.get(1, UUID.class);
        return new Locked(
                Objects.requireNonNull(row.get(0, UUID.class)),
                owner == null ? null : new CustomerId(owner),
                CardState.of(Objects.requireNonNull(row.get(2, String.class))),
                new DataKey(
                        Objects.requireNonNull(row.get(3, Integer.class)),
                        Objects.requireNonNull(row.get(4, byte[].class))),
                row.get(5, byte[].class));
    }

    /** The cards of one batch as they are under their locks. */
    private final class LockedCards implements LookUp<UseCard> {

        private final List<UseCard> parts;
        private final Map<UUID, Locked> cards = new HashMap<>();

        private LockedCards(List<UseCard> parts) {
            this.parts = parts;
        }

        @Override
        public List<Object> asked() {
            // Any one order serves, as long as every batch has it.
            var wanted = new TreeSet<UUID>();
            parts.forEach(part -> wanted.add(part.card().value()));
            return List.of(
                    wanted.stream().map(id -> (short) new CardId(id).shard()).toArray(Short[]::new),
                    wanted.toArray(UUID[]::new));
        }

        @Override
        public void found(FoundRow row) {
            var card = card(row);
            cards.put(card.id(), card);
        }

        @Override
        public @Nullable CardRefusal check(UseCard part) {
            var card = cards.get(part.card().value());
            if (card == null || !part.owner().equals(card.owner())) {
                return CardRefusal.NOT_FOUND;
            }
            return switch (card.state()) {
                case RECIPIENT -> CardRefusal.NOT_FOUND;
                case UNLINKED -> CardRefusal.UNLINKED;
                case FROZEN -> CardRefusal.FROZEN;
                case LINKED -> isExpired(card) ? CardRefusal.EXPIRED : null;
            };
        }

        // A card with money moving over it has its date decrypted each time: about two microseconds, and nothing
        // readable is kept.
        private boolean isExpired(Locked card) {
            var sealed = card.expiry();
            if (sealed == null) {
                throw new IllegalStateException("Card " + card.id() + " is linked and has no expiry");
            }
            var expiry = YearMonth.parse(envelopes.open(card.id(), card.key()).open(Field.EXPIRY, sealed));
            return Expiry.passed(expiry, moments.now(), settings.zone());
        }
    }

    /**
     * A card's row under its lock.
     *
     * @param owner null for a recipient's card
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Locked(
            UUID id, @Nullable CustomerId owner, CardState state, DataKey key, byte @Nullable [] expiry) {}
}
