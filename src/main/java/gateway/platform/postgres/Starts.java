package gateway.platform.postgres;

import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Who is making or sending a statement on one connection at this moment. A statement that another thread gives up
 * meanwhile is sent all the same, so what begins or ends a transaction has to wait for it: after a rollback it would be
 * done for good, in nobody's transaction.
 */
final class Starts {

    private final List<Runnable> waiting = new ArrayList<>();
    private int inside;

    synchronized void enter() {
        inside++;
    }

    void leave() {
        for (var act : left()) {
            act.run();
        }
    }

    private synchronized List<Runnable> left() {
        inside--;
        if (inside > 0 || waiting.isEmpty()) {
            return List.of();
        }
        var now = List.copyOf(waiting);
        waiting.clear();
        return now;
    }

    /** At once when nobody is inside, else on the thread of whoever leaves last, in the order of asking. */
    void whenNobodyIsInside(Runnable act) {
        if (!waits(act)) {
            act.run();
        }
    }

    private synchronized boolean waits(Runnable act) {
        return inside > 0 && waiting.add(act);
    }

    /** The act, once all who are inside when it is asked for have left. */
    Mono<Void> after(Publisher<Void> act) {
        return Mono.<Void>create(sink -> whenNobodyIsInside(sink::success)).then(Mono.from(act));
    }
}
