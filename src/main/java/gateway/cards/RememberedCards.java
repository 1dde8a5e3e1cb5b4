package gateway.cards;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.cards.postgres.SealedCard;
import gateway.cards.vault.BlindIndex;
import gateway.shared.ids.CardId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cards that this node saw lately, bounded in number and time. Rows stay encrypted; facts are those that never change.
 * A card's state is not among them: only {@link UseCard} knows whether a card may be used.
 */
@Component
final class RememberedCards {

    private final Cache<CardId, SealedCard> rows;
    private final Cache<CardId, CardSummary> facts;
    private final Cache<ByteBuffer, CardSummary> recipients;
    private final BlindIndex index;

    RememberedCards(CardSettings settings, BlindIndex index) {
        this.index = index;
        rows = Caffeine.newBuilder()
                .maximumSize(settings.rowsInMemory())
                .expireAfterWrite(settings.rowsInMemoryFor())
                .executor(Runnable::run)
                .build();
        facts = Caffeine.newBuilder()
                .maximumSize(settings.rowsInMemory())
                .executor(Runnable::run)
                .build();
        recipients = Caffeine.newBuilder()
                .maximumSize(settings.rowsInMemory())
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    SealedCard row(CardId card) {
        return rows.getIfPresent(card);
    }

    @Nullable
    CardSummary facts(CardId card) {
        return facts.getIfPresent(card);
    }

    @Nullable
    CardSummary recipient(Pan pan) {
        return recipients.getIfPresent(key(pan));
    }

    SealedCard saw(SealedCard row) {
        rows.put(row.id(), row);
        facts.put(row.id(), row.summary());
        return row;
    }

    CardSummary sawRecipient(Pan pan, SealedCard row) {
        var summary = saw(row).summary();
        recipients.put(key(pan), summary);
        return summary;
    }

    /** The row was rewritten: what is remembered of it is old. */
    Card changed(Card card) {
        rows.invalidate(card.id());
        return card;
    }

    // Keyed like in the database, so that no number is kept readable.
    private ByteBuffer key(Pan pan) {
        return ByteBuffer.wrap(index.of(pan));
    }
}
