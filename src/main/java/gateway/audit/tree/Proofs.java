package gateway.audit.tree;

import java.util.ArrayList;
import java.util.List;

/** Which hashes prove something of a tree, and whether they do (RFC 9162, sections 2.1.3 and 2.1.4). */
public final class Proofs {

    private Proofs() {}

    /** What proves that a leaf stands in a tree of that size, from the leaf upwards. */
    public static List<Leaves> inclusion(long position, long size) {
        if (position < 0 || position >= size) {
            throw new IllegalArgumentException("No leaf " + position + " in a tree of " + size);
        }
        var path = new ArrayList<Leaves>();
        inclusion(position, 0, size, path);
        return path;
    }

    private static void inclusion(long position, long from, long until, List<Leaves> path) {
        if (until - from == 1) {
            return;
        }
        long middle = middle(from, until);
        if (position < middle) {
            inclusion(position, from, middle, path);
            path.add(new Leaves(middle, until));
        } else {
            inclusion(position, middle, until, path);
            path.add(new Leaves(from, middle));
        }
    }

    /** What proves that a longer tree begins with all of a shorter one. */
    public static List<Leaves> consistency(long shorter, long longer) {
        if (shorter < 0 || shorter > longer) {
            throw new IllegalArgumentException("A tree of " + longer + " is not longer than one of " + shorter);
        }
        var path = new ArrayList<Leaves>();
        if (shorter > 0) {
            consistency(shorter, 0, longer, true, path);
        }
        return path;
    }

    private static void consistency(long shorter, long from, long until, boolean known, List<Leaves> path) {
        if (shorter == until) {
            if (!known) {
                path.add(new Leaves(from, until));
            }
            return;
        }
        long middle = middle(from, until);
        if (shorter <= middle) {
            consistency(shorter, from, middle, known, path);
            path.add(new Leaves(middle, until));
        } else {
            consistency(shorter, middle, until, false, path);
            path.add(new Leaves(from, middle));
        }
    }

    // The left half is the largest full subtree that leaves something for the right one.
    private static long middle(long from, long until) {
        return from + Long.highestOneBit(until - from - 1);
    }

    public static boolean includes(Hash root, long size, long position, Hash leaf, List<Hash> path) {
        if (position < 0 || position >= size) {
            return false;
        }
        long at = position;
        long last = size - 1;
        var hash = leaf;
        for (var next : path) {
            if (last == 0) {
                return false;
            }
            if (isRight(at) || at == last) {
                hash = Hash.ofNode(next, hash);
                int up = alone(at);
                at >>= up;
                last >>= up;
            } else {
                hash = Hash.ofNode(hash, next);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the longer tree begins with all of the shorter one. */
    public static boolean continues(Hash longerRoot, long longer, Hash root, long size, List<Hash> path) {
        if (size < 0 || size > longer) {
            return false;
        }
        if (size == longer || size == 0) {
            return path.isEmpty() && (size == 0 ? root.equals(Hash.ofNothing()) : root.equals(longerRoot));
        }
        // The path of a full subtree does not repeat its root.
        var hashes = new ArrayList<Hash>(path);
        if (Long.bitCount(size) == 1) {
            hashes.addFirst(root);
        }
        return !hashes.isEmpty() && climbs(hashes, size, longer, root, longerRoot);
    }

    private static boolean climbs(List<Hash> hashes, long size, long longer, Hash root, Hash longerRoot) {
        int full = Long.numberOfTrailingZeros(size);
        long at = (size - 1) >> full;
        long last = (longer - 1) >> full;
        var shorterHash = hashes.getFirst();
        var longerHash = shorterHash;
        for (var next : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if (isRight(at) || at == last) {
                shorterHash = Hash.ofNode(next, shorterHash);
                longerHash = Hash.ofNode(next, longerHash);
                int up = alone(at);
                at >>= up;
                last >>= up;
            } else {
                longerHash = Hash.ofNode(longerHash, next);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && shorterHash.equals(root) && longerHash.equals(longerRoot);
    }

    private static boolean isRight(long index) {
        return (index & 1) == 1;
    }

    /** How many levels up nothing stands to the right of it. */
    private static int alone(long index) {
        return index == 0 ? 0 : Long.numberOfTrailingZeros(index);
    }
}
