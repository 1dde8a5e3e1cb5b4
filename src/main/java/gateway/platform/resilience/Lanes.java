package gateway.platform.resilience;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Work side by side in lanes: what one of them waits for holds up no other. Each has places of its own, and a queue.
 */
public final class Lanes {

    private final int places;
    private final int queued;
    private final Map<String, Sinks.Many<Mono<Void>>> lanes = new ConcurrentHashMap<>();

    /**
     * @param places how many pieces of work of one lane are under way at once
     * @param queued how many more wait for a place there
     */
    public Lanes(int places, int queued) {
        this.places = places;
        this.queued = queued;
    }

    /**
     * Begins the work when its turn comes. False, and nothing will be done, where too much waits in its lane already,
     * or somebody else puts something there at this very moment.
     *
     * @param lane one of a few names, which stay
     * @param work whoever waits for it is told by the work itself; its error ends it alone
     */
    public boolean offer(String lane, Mono<Void> work) {
        return lanes.computeIfAbsent(lane, _ -> open())
                .tryEmitNext(work.onErrorComplete())
                .isSuccess();
    }

    private Sinks.Many<Mono<Void>> open() {
        var lane = Sinks.many().unicast().<Mono<Void>>onBackpressureBuffer(new ArrayBlockingQueue<>(queued));
        lane.asFlux().flatMap(work -> work, places).subscribe();
        return lane;
    }
}
