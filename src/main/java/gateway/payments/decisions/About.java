package gateway.payments.decisions;

import gateway.shared.ids.IssuedCardId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision is about.
 *
 * @param subject by which all decisions about it are found; null for a payment, which is found by its id
 */
public record About(Kind kind, @Nullable UUID subject) {

    static final About PAYMENT = new About(Kind.PAYMENT, null);

    /** What it can be; the codes are stored. */
    public enum Kind {
        PAYMENT("payment"),
        OPERATOR_TOP_UP("operator-top-up"),
        ARRIVAL("arrival"),
        CARD_USE("card-use");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        static Kind of(String code) {
            return Stream.of(values())
                    .filter(it -> it.code.equals(code))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A top-up by the operator's name for it: it may be refused before it has one of ours. */
    public static About topUp(String operator, String theirId) {
        return new About(Kind.OPERATOR_TOP_UP, named("top-up " + operator + " " + theirId));
    }

    /** An arrival by its partner's name for it. */
    public static About arrival(UUID partner, String theirId) {
        return new About(Kind.ARRIVAL, named("arrival " + partner + " " + theirId));
    }

    /** A use of a card that we issued, by the card. */
    public static About use(IssuedCardId card) {
        return new About(Kind.CARD_USE, card.value());
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
