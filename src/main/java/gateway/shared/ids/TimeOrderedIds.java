package gateway.shared.ids;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562 section 5.7) whose last byte is the shard of the record they name. Time-ordered,
 * so that inserts stay at the right edge of an index; the shard inside, so that a bare id finds its row.
 */
public final class TimeOrderedIds {

    /** How many shards the books are laid out for; fixed for the life of a database. */
    public static final int SHARDS = 16;

    private final InstantSource clock;
    private final RandomGenerator random;

    public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next(int shard) {
        if (shard < 0 || shard >= SHARDS) {
            throw new IllegalArgumentException("No such shard: " + shard);
        }
        long time = clock.millis() << 16 | 0x7000L | random.nextInt(1 << 12);
        long tail = 0x8000_0000_0000_0000L | (random.nextLong() & 0x3FFF_FFFF_FFFF_FF00L) | shard;
        return new UUID(time, tail);
    }

    /** A shard for a record that belongs to nobody yet: a new customer, a new merchant. */
    public int anyShard() {
        return random.nextInt(SHARDS);
    }

    /**
     * The nth id that follows from another: the same every time, with the same shard and age. So that a repeated step
     * names the same transfer, message or account.
     *
     * @param n 1 to 65535
     */
    public static UUID derive(UUID id, int n) {
        if (n < 1 || n > 0xFFFF) {
            throw new IllegalArgumentException("Not a step: " + n);
        }
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ ((long) n << 40));
    }

    /** When it was made, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    public static int shardOf(UUID id) {
        return (int) (id.getLeastSignificantBits() & 0xFF);
    }
}
