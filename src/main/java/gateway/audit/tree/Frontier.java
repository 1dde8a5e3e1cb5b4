package gateway.audit.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * As much of a tree as is needed to make it longer: the hash of each full subtree, the largest first. One for each bit
 * that is set in its size.
 */
public final class Frontier {

    public static final Frontier EMPTY = new Frontier(0, List.of());

    private final long size;
    private final List<Hash> peaks;

    private Frontier(long size, List<Hash> peaks) {
        this.size = size;
        this.peaks = List.copyOf(peaks);
    }

    /** @param joined what {@link #bytes} gave */
    public static Frontier of(long size, byte[] joined) {
        var peaks = Hash.split(joined);
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("No tree of " + size + " leaves has " + peaks.size() + " full subtrees");
        }
        return new Frontier(size, peaks);
    }

    public long size() {
        return size;
    }

    public byte[] bytes() {
        return Hash.join(peaks);
    }

    public Frontier with(List<Hash> leaves) {
        return with(leaves, (_, _) -> {});
    }

    /** @param completed hears of every subtree above the leaves that they fill */
    public Frontier with(List<Hash> leaves, BiConsumer<Subtree, Hash> completed) {
        var all = new ArrayList<>(peaks);
        long next = size;
        for (var leaf : leaves) {
            var hash = leaf;
            var subtree = new Subtree(0, next);
            while (subtree.isRight()) {
                hash = Hash.ofNode(all.removeLast(), hash);
                subtree = subtree.above();
                completed.accept(subtree, hash);
            }
            all.add(hash);
            next++;
        }
        return new Frontier(next, all);
    }

    public Hash root() {
        return over(peaks);
    }

    /** @param peaks of full subtrees beside each other, each smaller than the one before it */
    static Hash over(List<Hash> peaks) {
        if (peaks.isEmpty()) {
            return Hash.ofNothing();
        }
        var hash = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            hash = Hash.ofNode(peaks.get(i), hash);
        }
        return hash;
    }
}
