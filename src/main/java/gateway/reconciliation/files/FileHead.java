package gateway.reconciliation.files;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of itself before its rows.
 *
 * @param id theirs, null for a file without one
 * @param account of a statement, null otherwise
 */
public record FileHead(
        @Nullable String id,
        @Nullable LocalDate day,
        @Nullable String account) {

    static final FileHead NONE = new FileHead(null, null, null);
}
