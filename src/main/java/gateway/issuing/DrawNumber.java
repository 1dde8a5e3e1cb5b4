package gateway.issuing;

import gateway.cards.Cards;
import gateway.cards.Pan;
import gateway.issuing.postgres.IssuedCardStore;
import gateway.shared.ids.CardId;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Draws a number that nobody has from the range that is ours, and puts it into the vault. */
@Component
final class DrawNumber {

    private static final int LENGTH = 16;
    private static final int MOST_TRIES = 20;

    private final Cards vault;
    private final IssuedCardStore store;
    private final NumberIndex index;
    private final IssuingSettings settings;
    private final RandomGenerator random;

    DrawNumber(
            Cards vault, IssuedCardStore store, NumberIndex index, IssuingSettings settings, RandomGenerator random) {
        this.vault = vault;
        this.store = store;
        this.index = index;
        this.settings = settings;
        this.random = random;
    }

    /** A number as others may know it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Drawn(CardId vault, String masked, byte[] key) {}

    // Two who draw the same at once meet at the unique index, and the later one's order fails as a whole.
    Mono<Drawn> draw() {
        return Mono.fromSupplier(this::number)
                .filterWhen(pan -> store.byNumber(index.of(pan)).map(Optional::isEmpty))
                .repeatWhenEmpty(MOST_TRIES, again -> again)
                .flatMap(this::keep);
    }

    private Pan number() {
        var digits = new StringBuilder(settings.bin());
        while (digits.length() < LENGTH - 1) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return complete(digits.toString());
    }

    /** With its check digit. */
    static Pan complete(String withoutLast) {
        return IntStream.rangeClosed(0, 9)
                .mapToObj(last -> Pan.parse(withoutLast + last))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private Mono<Drawn> keep(Pan pan) {
        return vault.recipient(pan.reveal()).map(kept -> new Drawn(kept.id(), pan.masked(), index.of(pan)));
    }

    byte[] keyOf(Pan pan) {
        return index.of(pan);
    }
}
