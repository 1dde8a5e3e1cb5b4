package gateway.compliance.matching;

import java.util.Arrays;

/** Sums per number, without an object for each; numbers from 0. */
final class Tally {

    private static final int EMPTY = -1;

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
        return Arrays.stream(keys).filter(key -> key != EMPTY).toArray();
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The keys with the largest sums, at most so many; equal ones by key. */
    int[] largest(int most) {
        var ranked = new long[size];
        int next = 0;
        for (int at = 0; at < keys.length; at++) {
            if (keys[at] != EMPTY) {
                ranked[next++] = ((long) -sums[at] << Integer.SIZE) | keys[at];
            }
        }
        Arrays.sort(ranked);
        return Arrays.stream(ranked).limit(most).mapToInt(each -> (int) each).toArray();
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
