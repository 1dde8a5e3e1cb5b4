package gateway.issuing;

import gateway.cards.CardDetails;
import gateway.cards.CardState;
import gateway.cards.CardSummary;
import gateway.cards.CardVault;
import gateway.cards.Cards;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** A vault in memory, and keys that everybody knows. */
public final class IssuingFakes implements Cards, CardVault {

    static final MasterKey KEYS = new MasterKey("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final Map<CardId, Pan> NUMBERS = new ConcurrentHashMap<>();

    /** A virtual one in so'm with which nothing was ever done. */
    static IssuedCard active(UUID id, Instant since) {
        return new IssuedCard(
                new IssuedCardId(id),
                id,
                new CustomerId(id),
                Asset.UZS,
                false,
                IssuedState.ACTIVE,
                "400001******0000",
                new CardId(id),
                YearMonth.of(2030, 1),
                "",
                0,
                Instant.EPOCH,
                1,
                since);
    }

    public static NumberIndex index() {
        return new NumberIndex(KEYS);
    }

    /** With its check digit. */
    public static Pan pan(String withoutLast) {
        return DrawNumber.complete(withoutLast);
    }

    static Pan number(IssuedCard card) {
        return Optional.ofNullable(NUMBERS.get(card.vault())).orElseThrow();
    }

    @Override
    public Mono<CardSummary> ownedBy(CustomerId customer, CardId card) {
        return Mono.error(new AssertionError("Nobody asks for this"));
    }

    @Override
    public Mono<CardState> stateOf(CustomerId owner, CardId card) {
        return Mono.error(new AssertionError("Nobody asks for this"));
    }

    @Override
    public Mono<CardSummary> recipient(String pan) {
        var number = Pan.parse(pan).orElseThrow();
        var id = new CardId(UUID.nameUUIDFromBytes(index().of(number)));
        NUMBERS.put(id, number);
        return Mono.just(new CardSummary(id, null, Scheme.VISA, number.masked()));
    }

    @Override
    public Mono<CardDetails> open(CardId card) {
        return Mono.justOrEmpty(NUMBERS.get(card)).map(pan -> new CardDetails(card, Scheme.VISA, pan, null, null));
    }
}
