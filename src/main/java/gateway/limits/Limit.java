package gateway.limits;

import gateway.limits.Use.Operation;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One rule: what may be used at most, by whom, over which time.
 *
 * @param id stays the same through all versions, and so does what was counted
 * @param texts the rule in words, by language: uz, ru, en
 * @param source where it is written
 * @param confidence how sure we are that it is the law: {@code law}, {@code bank} or {@code press}
 * @param until the first moment it is no longer in force; null for open
 * @param operations to which it applies; empty for all
 * @param rails to which it applies; empty for all
 * @param by what is counted apart; empty for one count for the whole bank
 * @param max in minor units of the asset, or a number of uses or payees
 * @param asset only payments in it count, whatever is measured
 */
record Limit(
        String id,
        int version,
        Map<String, String> texts,
        String source,
        String confidence,
        Instant from,
        @Nullable Instant until,
        Set<Operation> operations,
        Set<String> rails,
        Set<Dimension> by,
        Measure measure,
        Window window,
        long max,
        Asset asset) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{2,59}");

    Limit {
        if (!ID.matcher(id).matches() || version < 1 || max < 0) {
            throw new IllegalArgumentException("Not a limit: " + id);
        }
    }

    boolean concerns(Use use) {
        return isInForce(use.at())
                && use.amount().asset().equals(asset)
                && (operations.isEmpty() || operations.contains(use.operation()))
                && (rails.isEmpty() || (use.rail() != null && rails.contains(use.rail())))
                && by.stream().allMatch(dimension -> dimension.of(use).isPresent());
    }

    boolean isInForce(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }

    /** Whether each use is kept by itself, because the sum changes as uses leave, or because payees repeat. */
    boolean keepsUses() {
        return window instanceof Window.Rolling || measure == Measure.PAYEES;
    }

    /** Whether anything is counted at all. */
    boolean counts() {
        return measure != Measure.SINGLE;
    }
}
