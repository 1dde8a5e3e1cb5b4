package sandbox.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Which faults a seed has, and how often; all of them can be healed at once. */
final class Faults {

    private final Random random;
    private final Map<Kind, Integer> perMille = new EnumMap<>(Kind.class);
    private final Set<Kind> sure = EnumSet.noneOf(Kind.class);
    private boolean healed;

    /** Everything that can go wrong; what begins with the full disk only together with access. */
    enum Kind {
        NOT_SENT(100),
        DECLINE(200),
        SILENT_LOST(200),
        SILENT_DONE(200),
        GARBLED(100),
        WRONG_TRACE(100),
        TWICE(200),
        LATE(200),
        SLOW(300),
        RECOVERY_LOST(300),
        RECOVERY_UNHEARD(300),
        REVERSAL_REFUSED(150),
        COMMIT_LOST(100),
        COMMIT_UNKNOWN(150),
        RACE(150),
        OUTAGE(300),
        CRASH(500),
        PAUSE(400),
        HANG_UP(300),
        TWIN(400),
        DISK_FULL(200),
        DATABASE_LINK(300),
        REDIS_LINK(300),
        REDIS_DOWN(300),
        REDIS_FAILOVER(400),
        REDIS_FLUSH(200),
        REDIS_SLOW(200),
        CLOCK_STEP(300),
        REPLAY(400),
        THEFT(700);

        private static final Kind FIRST_OF_ACCESS = DISK_FULL;

        private final int most;

        Kind(int most) {
            this.most = most;
        }
    }

    Faults(Random random, boolean access) {
        this.random = random;
        for (var kind : Kind.values()) {
            if (!access && kind.compareTo(Kind.FIRST_OF_ACCESS) >= 0) {
                break;
            }
            perMille.put(kind, random.nextInt(3) == 0 ? 0 : random.nextInt(kind.most + 1));
        }
    }

    /** Strikes once, the next time that it can, whatever the seed says. */
    void once(Kind kind) {
        sure.add(kind);
    }

    boolean strikes(Kind kind) {
        return sure.remove(kind) || (!healed && random.nextInt(1000) < perMille.getOrDefault(kind, 0));
    }

    void heal() {
        healed = true;
    }
}
