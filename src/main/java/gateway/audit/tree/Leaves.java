package gateway.audit.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Neighbouring leaves of which a proof needs one hash: a subtree, full or at the ragged right end.
 *
 * @param until exclusive
 */
public record Leaves(long from, long until) {

    public Leaves {
        if (from < 0 || until <= from) {
            throw new IllegalArgumentException("No leaves: " + from + " to " + until);
        }
    }

    /** The full subtrees that it consists of, the largest first. */
    public List<Subtree> subtrees() {
        var all = new ArrayList<Subtree>();
        long at = from;
        while (at < until) {
            long most = Long.highestOneBit(until - at);
            long width = at == 0 ? most : Math.min(most, Long.lowestOneBit(at));
            int level = Long.numberOfTrailingZeros(width);
            all.add(new Subtree(level, at >> level));
            at += width;
        }
        return all;
    }

    /** @param kept what {@link #subtrees} need */
    public Hash hash(Map<Subtree, Hash> kept) {
        return Frontier.over(subtrees().stream().map(it -> it.hash(kept)).toList());
    }
}
