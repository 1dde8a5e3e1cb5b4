package gateway.operators.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * How many calls of one operator are worked on at once. A few more wait for a short time; whoever finds no room is
 * refused at once, so that no operator can take from payments what they need.
 */
final class Places {

    private final int most;
    private final int line;
    private final Duration patience;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final AtomicInteger granting = new AtomicInteger();
    private int taken;

    Places(int most, int line, Duration patience) {
        this.most = most;
        this.line = line;
        this.patience = patience;
    }

    /** There is no room for this call now. */
    static final class Crowded extends RuntimeException {

        private static final long serialVersionUID = 1;

        Crowded() {
            super("Too many calls of this operator at once", null, false, false);
        }
    }

    /** One call's turn: it waits, has a place, or is gone. */
    private static final class Turn {

        private final Sinks.Empty<Void> come = Sinks.empty();
        private boolean hasPlace;

        void begin() {
            come.tryEmitEmpty();
        }
    }

    /** The work, once there is a place for it; errors with {@link Crowded} when there is none in time. */
    Mono<Void> within(Mono<Void> work) {
        return Mono.defer(() -> {
            var turn = new Turn();
            return switch (enter(turn)) {
                case PLACE -> work.doFinally(_ -> leave(turn));
                case LINE ->
                    turn.come
                            .asMono()
                            .timeout(patience, Mono.error(Crowded::new))
                            .then(work)
                            .doFinally(_ -> leave(turn));
                case NO_ROOM -> Mono.error(new Crowded());
            };
        });
    }

    private enum Entrance {
        PLACE,
        LINE,
        NO_ROOM
    }

    private synchronized Entrance enter(Turn turn) {
        if (taken < most && waiting.isEmpty()) {
            taken++;
            turn.hasPlace = true;
            return Entrance.PLACE;
        }
        if (waiting.size() >= line) {
            return Entrance.NO_ROOM;
        }
        waiting.add(turn);
        return Entrance.LINE;
    }

    private void leave(Turn turn) {
        giveUp(turn);
        // Whoever leaves while others are let in is served by that loop: no call runs on the stack of another.
        if (granting.getAndIncrement() == 0) {
            do {
                for (var next = next(); next != null; next = next()) {
                    next.begin();
                }
            } while (granting.decrementAndGet() > 0);
        }
    }

    private synchronized void giveUp(Turn turn) {
        if (turn.hasPlace) {
            taken--;
        } else {
            waiting.remove(turn);
        }
    }

    private synchronized @Nullable Turn next() {
        var turn = taken < most ? waiting.poll() : null;
        if (turn != null) {
            taken++;
            turn.hasPlace = true;
        }
        return turn;
    }
}
