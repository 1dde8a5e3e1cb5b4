package gateway.inbound;

import gateway.platform.crypto.MasterKey;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.IssuedCardId;
import gateway.shared.ids.PartnerId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What partners call cards instead of by their numbers. A token is kept nowhere: it holds the card's id and its
 * owner's, sealed for one partner, so another partner's opens nothing.
 */
@Component
class CardTokens {

    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final byte LINKED = 1;
    private static final byte ISSUED = 2;
    private static final int PLAIN = 1 + 4 * Long.BYTES;

    /** With the nonce before it and the tag behind. */
    private static final int SEALED = PLAIN + 12 + 16;

    private final MasterKey master;

    CardTokens(MasterKey master) {
        this.master = master;
    }

    /** What a token names. */
    sealed interface Named {

        record Linked(CustomerId owner, CardId card) implements Named {}

        record Issued(CustomerId owner, IssuedCardId card) implements Named {}
    }

    String of(PartnerId partner, Named named) {
        var plain = switch (named) {
            case Named.Linked(var owner, var card) -> plain(LINKED, owner.value(), card.value());
            case Named.Issued(var owner, var card) -> plain(ISSUED, owner.value(), card.value());
        };
        return TO_TEXT.encodeToString(master.encrypt(purpose(partner), plain));
    }

    /** Empty for what we never told this partner. */
    Optional<Named> open(PartnerId partner, String token) {
        try {
            var sealed = Base64.getUrlDecoder().decode(token);
            return sealed.length == SEALED
                    ? named(ByteBuffer.wrap(master.decrypt(purpose(partner), sealed)))
                    : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    private static Optional<Named> named(ByteBuffer plain) {
        byte kind = plain.get();
        var owner = new CustomerId(new UUID(plain.getLong(), plain.getLong()));
        var card = new UUID(plain.getLong(), plain.getLong());
        return switch (kind) {
            case LINKED -> Optional.of(new Named.Linked(owner, new CardId(card)));
            case ISSUED -> Optional.of(new Named.Issued(owner, new IssuedCardId(card)));
            default -> Optional.empty();
        };
    }

    private static byte[] plain(byte kind, UUID owner, UUID card) {
        return ByteBuffer.allocate(PLAIN)
                .put(kind)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .putLong(card.getMostSignificantBits())
                .putLong(card.getLeastSignificantBits())
                .array();
    }

    private static String purpose(PartnerId partner) {
        return "inbound card token " + partner;
    }
}
