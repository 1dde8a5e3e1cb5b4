package gateway.compliance.matching;

import java.util.Arrays;

/** Sums per number, without an object for each; numbers from 0. */
final class Tally {

    private static final int EMPTY = -1;

    // So that parts of two names are told apart.
    private static final long FINE = 1_000_000;

    private int[] keys;
    private int[] sums;
    private int size;

    Tally() {
        keys = new int[256];
        sums = new int[256];
        Arrays.fill(keys, EMPTY);
    }

    void add(int key, int amount) {
        if (2 * size >= keys.length) {
            grow();
        }
        int at = slot(key);
        if (keys[at] == EMPTY) {
            keys[at] = key;
            size++;
        }
        sums[at] += amount;
    }

    void max(int key, int amount) {
        int before = get(key);
        if (amount > before) {
            add(key, amount - before);
        }
    }

    int get(int key) {
        int at = slot(key);
        return keys[at] == EMPTY ? 0 : sums[at];
    }

    boolean has(int key) {
        return keys[slot(key)] != EMPTY;
    }

    /** In no particular order. */
    int[] keys() {
        var all = new int[size];
        int next = 0;
        for (int key : keys) {
            if (key != EMPTY) {
                all[next++] = key;
            }
        }
        return all;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * The keys whose sums are the largest part of what both sides weigh, at most so many; equal ones by key. By the sum
     * alone many long names that have all words of a short one would leave no room for the very same one.
     *
     * @param least no smaller sum is looked at
     * @param mine what the one side weighs, whichever the key
     * @param others what the other side weighs, by key
     */
    int[] largest(int most, int least, int mine, int[] others) {
        var ranked = new long[size];
        int count = 0;
        for (int at = 0; at < keys.length; at++) {
            if (keys[at] != EMPTY && sums[at] >= least) {
                int part = (int) (sums[at] * FINE / Math.max(1, mine + others[keys[at]]));
                ranked[count++] = ((long) -part << Integer.SIZE) | keys[at];
            }
        }
        Arrays.sort(ranked, 0, count);
        var largest = new int[Math.min(most, count)];
        for (int i = 0; i < largest.length; i++) {
            largest[i] = (int) ranked[i];
        }
        return largest;
    }

    private int slot(int key) {
        int at = (key * 0x9E3779B9) >>> 8 & keys.length - 1;
        while (keys[at] != EMPTY && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void grow() {
        var oldKeys = keys;
        var oldSums = sums;
        keys = new int[2 * oldKeys.length];
        sums = new int[2 * oldSums.length];
        Arrays.fill(keys, EMPTY);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                sums[at] = oldSums[i];
            }
        }
    }
}
