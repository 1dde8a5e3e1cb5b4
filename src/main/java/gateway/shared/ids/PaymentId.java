package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a payment. Written {@code pay_<uuid>} outside the process. */
public record PaymentId(UUID value) {

    private static final String PREFIX = "pay_";

    /** Empty when the text is not such an id. */
    public static Optional<PaymentId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(PaymentId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
