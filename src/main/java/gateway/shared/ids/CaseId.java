package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;

/** Identifies a case of compliance. Written {@code cas_<uuid>} outside the process; customers never see one. */
public record CaseId(UUID value) {

    private static final String PREFIX = "cas_";

    /** Empty when the text is not such an id. */
    public static Optional<CaseId> parse(String text) {
        return Prefixed.parse(PREFIX, text).map(CaseId::new);
    }

    public int shard() {
        return TimeOrderedIds.shardOf(value);
    }

    @Override
    public String toString() {
        return PREFIX + value;
    }
}
