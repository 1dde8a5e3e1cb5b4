package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a card's registration at its rail. Written {@code reg_<uuid>} outside the process. */
public record RegistrationId(UUID value) {

    private static final String PREFIX = "reg_";

    /** Empty when the text is not such an id. */
    public static Optional<RegistrationId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(RegistrationId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
