package gateway.platform.resilience;

import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Something a node does for as long as it runs. Declared as a bean; {@link BackgroundWorks} starts, restarts and stops
 * it.
 *
 * @param pause how long it rests after a failure, at least; at most twice as long, and nodes differ
 * @param work never completes by itself; when it fails it is begun anew after the pause
 * @param stepwise whether it emits after each step, so that it can be seen whether it does nothing but fail; a stream
 *     on which nothing comes says nothing
 */
public record BackgroundWork(String name, Duration pause, Flux<?> work, boolean stepwise) {

    /** Whatever takes longer hangs: a connection on which nothing comes any more says so to nobody. */
    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    /** A stream, of which nobody sees whether it does nothing but fail. */
    public BackgroundWork(String name, Duration pause, Flux<?> work) {
        this(name, pause, work, false);
    }

    /** The step again and again, with a pause after each. One that has not ended after an hour has failed. */
    public static BackgroundWork every(String name, Duration pause, Supplier<? extends Mono<?>> step) {
        var bounded = Mono.defer(step).then(Mono.just(true)).timeout(LONGEST_STEP);
        return new BackgroundWork(name, pause, bounded.repeatWhen(done -> done.delayElements(pause)), true);
    }

    /** The same, with something to do when it is stopped. */
    public BackgroundWork whenStopped(Runnable act) {
        return new BackgroundWork(name, pause, work.doOnCancel(act), stepwise);
    }
}
