package gateway.platform.background;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** A piece of work that repeats as long as the node runs. Every node runs it, so it must tolerate company. */
public interface Job {

    /** Short and stable; the name in logs and metrics. */
    String name();

    /** The pause between the end of one run and the start of the next; runs of one job never overlap. */
    Duration pause();

    /** One run, bounded in what it takes on. An error is logged and counted, and the next run comes all the same. */
    Mono<Void> run();

    /** After this long a run counts as failed. */
    default Duration deadline() {
        return Duration.ofMinutes(1);
    }
}
