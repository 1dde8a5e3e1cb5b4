package gateway.shared.ids;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads {@code prefix_uuid}. */
final class Prefixed {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private Prefixed() {}

    static Optional<UUID> parse(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            return Optional.empty();
        }
        var tail = text.substring(prefix.length());
        if (!UUID_TEXT.matcher(tail).matches()) {
            return Optional.empty();
        }
        var id = UUID.fromString(tail);
        return TimeOrderedIds.shardOf(id) < TimeOrderedIds.SHARDS ? Optional.of(id) : Optional.empty();
    }
}
