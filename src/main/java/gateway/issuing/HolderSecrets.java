package gateway.issuing;

import gateway.issuing.Purchase.Secret;
import gateway.issuing.hsm.Hsm;
import gateway.issuing.hsm.Hsm.PinCheck;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has the security module check what the holder proved: the PIN at a terminal, the printed code on the net. */
@Component
final class HolderSecrets {

    static final Checked NONE = new Checked(Secret.ABSENT, Secret.ABSENT, false);

    private final Hsm hsm;
    private final IssuedCards cards;

    HolderSecrets(Hsm hsm, IssuedCards cards) {
        this.hsm = hsm;
        this.cards = cards;
    }

    /**
     * What became of both.
     *
     * @param guessed whether the code is wrong, or the expiry one that the number never had
     */
    record Checked(Secret pin, Secret code, boolean guessed) {}

    Mono<Checked> of(NetworkMessage message, IssuedCard card) {
        return Mono.zip(pin(message, card), code(message, card), isStrange(message, card))
                .map(all -> new Checked(all.getT1(), all.getT2(), all.getT2() == Secret.WRONG || all.getT3()));
    }

    // Shops that keep a card's data tell the expiry that it had before it was renewed: nobody guesses that.
    private Mono<Boolean> isStrange(NetworkMessage message, IssuedCard card) {
        var told = message.circumstances().expiry();
        return told == null || told.equals(card.expiry())
                ? Mono.just(false)
                : cards.hadExpiry(message.pan(), told).map(had -> !had);
    }

    private Mono<Secret> pin(NetworkMessage message, IssuedCard card) {
        var block = message.pinBlock();
        if (block == null) {
            return Mono.just(Secret.ABSENT);
        }
        return hsm.check(message.pan(), block, card.pin()).map(HolderSecrets::secret);
    }

    private Mono<Secret> code(NetworkMessage message, IssuedCard card) {
        var told = message.printedCode();
        if (told == null) {
            return Mono.just(Secret.ABSENT);
        }
        var expiry = Objects.requireNonNullElse(message.circumstances().expiry(), card.expiry());
        return hsm.code(message.pan(), expiry, Hsm.PRINTED)
                .map(right -> isSame(right, told) ? Secret.RIGHT : Secret.WRONG);
    }

    private static Secret secret(PinCheck check) {
        return switch (check) {
            case RIGHT -> Secret.RIGHT;
            case WRONG -> Secret.WRONG;
            case UNREADABLE -> Secret.UNREADABLE;
        };
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
