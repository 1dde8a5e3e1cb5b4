package gateway.limits;

import static gateway.platform.journal.Columns.column;

import gateway.platform.journal.PartWriter.Rows;
import gateway.shared.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What goes back when payments are refunded, bit by bit: of amounts each bit, and everything else with the last. Pure;
 * what went back before is locked and therefore right.
 */
final class Refunds {

    private final Map<UUID, State> all = new LinkedHashMap<>();

    /**
     * How far a payment is refunded.
     *
     * @param minor what it moved; 0 where that was not kept yet
     */
    private record State(long minor, long refunded, boolean changed) {

        boolean takesMore(long more) {
            return more <= minor - refunded;
        }

        State with(long more) {
            return new State(minor, refunded + more, true);
        }

        boolean isWhole() {
            return refunded == minor;
        }
    }

    void put(UUID payment, long minor, long refunded) {
        all.put(payment, new State(minor, refunded, false));
    }

    /** The refund with what goes back; nothing where the payment is not known, or was refunded already. */
    CountUse decide(CountUse refund) {
        var state = all.get(refund.id());
        if (state == null || !state.takesMore(refund.minor())) {
            return refund.giving(List.of(), List.of());
        }
        var after = state.with(refund.minor());
        all.put(refund.id(), after);
        var whole = new ArrayList<Taken>();
        var some = new ArrayList<Taken>();
        for (var taken : refund.back()) {
            if (taken.isAmount(after.minor())) {
                some.add(taken.ofThat(refund.minor()));
            } else if (after.isWhole() && taken.goesBackWithTheLast()) {
                whole.add(taken);
            }
        }
        return refund.giving(whole, some);
    }

    Rows rows() {
        var changed = all.entrySet().stream()
                .filter(entry -> entry.getValue().changed())
                .toList();
        return new Rows(
                changed.size(),
                List.of(
                        column(changed, it -> (short) TimeOrderedIds.shardOf(it.getKey()), Short[]::new),
                        column(changed, Map.Entry::getKey, UUID[]::new),
                        column(changed, it -> it.getValue().refunded(), Long[]::new)));
    }
}
