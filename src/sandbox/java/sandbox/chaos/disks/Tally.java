package sandbox.chaos.disks;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import sandbox.chaos.kills.RedisDoor;

/** Somebody who counts in Redis and remembers how far he was told that he is. */
final class Tally {

    private static final String KEY = "chaos:tally";

    private final RedisDoor redis;
    private final AtomicLong told = new AtomicLong();
    private final Thread counting;
    private volatile boolean over;

    private Tally(RedisDoor redis) {
        this.redis = redis;
        this.counting = Thread.ofVirtual().unstarted(this::count);
    }

    static Tally begin(RedisDoor redis) {
        var tally = new Tally(redis);
        tally.counting.start();
        return tally;
    }

    long told() {
        return told.get();
    }

    void end() {
        over = true;
        try {
            counting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How far it is said to be now. */
    static long found(RedisDoor redis) {
        // A bulk string: its length, then the number; -1 when there is none.
        var lines = redis.say("GET " + KEY).split("\r\n", -1);
        return lines[0].startsWith("$-1") ? 0 : Long.parseLong(lines[1]);
    }

    private void count() {
        while (!over) {
            try {
                var answer = redis.say("INCR " + KEY);
                if (!answer.startsWith(":")) {
                    return;
                }
                told.set(Long.parseLong(answer.substring(1).strip()));
            } catch (UncheckedIOException powerIsOff) {
                return;
            }
        }
    }
}
