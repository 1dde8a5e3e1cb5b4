package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a beneficiary. Written {@code ben_<uuid>} outside the process. */
public record BeneficiaryId(UUID value) {

    private static final String PREFIX = "ben_";

    /** Empty when the text is not such an id. */
    public static Optional<BeneficiaryId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(BeneficiaryId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
