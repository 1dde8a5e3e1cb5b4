package gateway.audit.tree;

import java.util.Map;

/**
 * A full subtree, of 2^level leaves; the hashes of every eighth level are kept, so that a proof in a tree of any size
 * reads a few hundred of them.
 *
 * @param index counted from the left among those of its level
 */
public record Subtree(int level, long index) {

    /** As many levels lie between two that are kept. */
    public static final int STEP = 8;

    public Subtree {
        if (level < 0 || level >= Long.SIZE || index < 0) {
            throw new IllegalArgumentException("No such subtree: " + level + "/" + index);
        }
    }

    boolean isRight() {
        return (index & 1) == 1;
    }

    Subtree above() {
        return new Subtree(level + 1, index >> 1);
    }

    /** Whether its hash is kept; those of leaves always are. */
    public boolean isKept() {
        return level % STEP == 0;
    }

    /** The level at or below it that is kept. */
    public int keptLevel() {
        return level - level % STEP;
    }

    /** The first of that level below it. */
    public long keptFrom() {
        return index << (level % STEP);
    }

    /** The first of that level behind it. */
    public long keptUntil() {
        return (index + 1) << (level % STEP);
    }

    /** @param kept at least all of {@link #keptLevel} below it */
    Hash hash(Map<Subtree, Hash> kept) {
        if (!isKept()) {
            var left = new Subtree(level - 1, 2 * index);
            var right = new Subtree(level - 1, 2 * index + 1);
            return Hash.ofNode(left.hash(kept), right.hash(kept));
        }
        var hash = kept.get(this);
        if (hash == null) {
            throw new IllegalStateException("The trail has no hash at " + level + "/" + index);
        }
        return hash;
    }
}
