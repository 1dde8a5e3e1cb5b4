package gateway.sessions.tokens;

/**
 * Which proofs this node has seen: two generations of a set of hashes. Small, without objects, and forgetting by
 * itself; each proof is remembered for at least one generation.
 */
final class ProofMemory {

    private static final int FIRST_SIZE = 1 << 12;

    private final long generationMillis;
    private final int mostPerGeneration;
    private LongSet current = new LongSet(FIRST_SIZE);
    private LongSet previous = new LongSet(FIRST_SIZE);
    private long startedMillis;

    /** @param mostPerGeneration past it the older generation is forgotten early; the copy in Redis still knows */
    ProofMemory(long generationMillis, int mostPerGeneration) {
        this.generationMillis = generationMillis;
        this.mostPerGeneration = mostPerGeneration;
    }

    /** True once. */
    synchronized boolean firstTime(long identity, long nowMillis) {
        if (nowMillis - startedMillis >= generationMillis || current.size() >= mostPerGeneration) {
            startGeneration(nowMillis);
        }
        return !previous.contains(identity) && current.add(identity);
    }

    private void startGeneration(long nowMillis) {
        // After a long silence even the newer generation is too old to matter.
        previous = nowMillis - startedMillis >= 2 * generationMillis ? new LongSet(FIRST_SIZE) : current;
        current = new LongSet(FIRST_SIZE);
        startedMillis = nowMillis;
    }

    /** Open addressing; its members are hashes already, so their low bits are their place. */
    private static final class LongSet {

        private long[] slots;
        private int size;

        LongSet(int length) {
            this.slots = new long[length];
        }

        int size() {
            return size;
        }

        boolean contains(long member) {
            return slots[placeOf(member)] == nonZero(member);
        }

        boolean add(long member) {
            int place = placeOf(member);
            if (slots[place] == nonZero(member)) {
                return false;
            }
            slots[place] = nonZero(member);
            size++;
            if (size > slots.length / 2) {
                grow();
            }
            return true;
        }

        private int placeOf(long member) {
            long wanted = nonZero(member);
            int place = (int) wanted & slots.length - 1;
            while (slots[place] != 0 && slots[place] != wanted) {
                place = place + 1 & slots.length - 1;
            }
            return place;
        }

        private void grow() {
            var old = slots;
            slots = new long[old.length * 2];
            for (long member : old) {
                if (member != 0) {
                    slots[placeOf(member)] = member;
                }
            }
        }

        private static long nonZero(long member) {
            return member == 0 ? 1 : member;
        }
    }
}
