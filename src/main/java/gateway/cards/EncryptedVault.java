package gateway.cards;

import gateway.cards.postgres.CardStore;
import gateway.cards.postgres.SealedCard;
import gateway.cards.vault.Envelopes;
import gateway.cards.vault.Field;
import gateway.cards.vault.RowCipher;
import gateway.shared.ids.CardId;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decrypts a card's row for its rail, each time anew. */
@Component
final class EncryptedVault implements CardVault {

    private final CardStore cards;
    private final RememberedCards remembered;
    private final Envelopes envelopes;

    EncryptedVault(CardStore cards, RememberedCards remembered, Envelopes envelopes) {
        this.cards = cards;
        this.remembered = remembered;
        this.envelopes = envelopes;
    }

    @Override
    public Mono<CardDetails> open(CardId card) {
        return Mono.fromSupplier(() -> remembered.row(card))
                .switchIfEmpty(Mono.defer(() -> cards.find(card)).map(remembered::saw))
                .map(this::decrypt);
    }

    private CardDetails decrypt(SealedCard row) {
        var cipher = envelopes.open(row.id().value(), row.key());
        return new CardDetails(
                row.id(), row.scheme(), pan(cipher, row), expiry(cipher, row.expiry()), token(cipher, row.railToken()));
    }

    private static Pan pan(RowCipher cipher, SealedCard row) {
        return Pan.parse(cipher.open(Field.PAN, row.pan()))
                .orElseThrow(() -> new IllegalStateException(row.id() + " does not hold a card number"));
    }

    private static @Nullable YearMonth expiry(RowCipher cipher, byte @Nullable [] sealed) {
        return sealed == null ? null : YearMonth.parse(cipher.open(Field.EXPIRY, sealed));
    }

    private static @Nullable String token(RowCipher cipher, byte @Nullable [] sealed) {
        return sealed == null ? null : cipher.open(Field.RAIL_TOKEN, sealed);
    }
}
