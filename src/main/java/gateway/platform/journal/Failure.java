package gateway.platform.journal;

import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import reactor.netty.channel.AbortedException;

/** What an error of a batch means for what to do next. */
enum Failure {
    /** Somebody else was faster: the same batch may well succeed when it runs again. */
    RACE,
    /** The database is gone or in no state to work; nothing was written. */
    LOST,
    /** COMMIT was sent and no answer came. */
    UNKNOWN,
    /** The database found the batch wrong: one of its entries is. */
    POISON,
    /** What came makes no sense: the driver or we lost the thread, or an entry cannot be worked with. */
    NONSENSE;

    // Unique violation, serialization failure, deadlock.
    private static final Set<String> RACES = Set.of("23505", "40001", "40P01");

    static Failure of(Throwable error) {
        return switch (error) {
            case UnknownCommit _ -> UNKNOWN;
            case R2dbcException it when it.getSqlState() != null -> ofState(it.getSqlState());
            case R2dbcException _, IOException _, TimeoutException _, AbortedException _ -> LOST;
            default -> error.getCause() instanceof R2dbcException it && isAnswer(it) ? POISON : NONSENSE;
        };
    }

    /** Whether the database itself said no; after anything else it may have said yes, unheard. */
    static boolean isAnswer(Throwable error) {
        return error instanceof R2dbcException it && it.getSqlState() != null && of(it) != LOST;
    }

    private static Failure ofState(String state) {
        if (RACES.contains(state)) {
            return RACE;
        }
        // Connection, out of resources, cancelled or shut down, lock not available, read-only, idle too long.
        return switch (state.substring(0, 2)) {
            case "08", "53", "57", "55", "58" -> LOST;
            case "25" -> LOST;
            default -> POISON;
        };
    }

    /** An answer to COMMIT did not come; the batch's marker tells whether it happened. */
    static final class UnknownCommit extends RuntimeException {

        private final UUID marker;

        UnknownCommit(UUID marker, Throwable cause) {
            super("No answer to COMMIT", cause);
            this.marker = marker;
        }

        UUID marker() {
            return marker;
        }
    }
}
