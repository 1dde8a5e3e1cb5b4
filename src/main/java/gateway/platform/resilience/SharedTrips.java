package gateway.platform.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.dao.TransientDataAccessResourceException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Questions that arrive while round trips are under way share the next, so the cost per question falls as the load
 * rises; a lone one goes at once. A trip costs both sides about the same whatever it carries: once several shared one,
 * the next waits a moment for more, and after one that carried a single question it goes at once again.
 */
public final class SharedTrips<Q, A> {

    private final int largest;
    private final Duration pause;
    private final Function<List<Q>, Mono<List<A>>> trip;
    private final BlockingQueue<Waiting<Q, A>> waiting;
    private final Semaphore places;

    /**
     * @param longestQueue how many may wait; more are refused with {@link TooMany}
     * @param atOnce how many trips may be under way
     * @param largest how many questions share one
     * @param pause how long a place stays empty after a trip that several shared
     * @param trip one answer for each question, in their order; it ends within a deadline of its own
     */
    public SharedTrips(
            int longestQueue, int atOnce, int largest, Duration pause, Function<List<Q>, Mono<List<A>>> trip) {
        this.largest = largest;
        this.pause = pause;
        this.trip = trip;
        this.waiting = new ArrayBlockingQueue<>(longestQueue);
        this.places = new Semaphore(atOnce);
    }

    /** More wait than can be answered soon: what was asked for is not there for a moment. */
    public static final class TooMany extends TransientDataAccessResourceException {

        TooMany() {
            super("too many questions are waiting");
        }
    }

    private record Waiting<Q, A>(Q question, MonoSink<A> answer) {}

    /** Errors as its trip does. */
    public Mono<A> ask(Q question) {
        return Mono.create(sink -> {
            if (waiting.offer(new Waiting<>(question, sink))) {
                next();
            } else {
                sink.error(new TooMany());
            }
        });
    }

    private void next() {
        while (!waiting.isEmpty() && places.tryAcquire()) {
            var batch = new ArrayList<Waiting<Q, A>>();
            waiting.drainTo(batch, largest);
            if (batch.isEmpty()) {
                places.release();
            } else {
                go(batch);
            }
        }
    }

    private void go(List<Waiting<Q, A>> batch) {
        Mono.defer(() -> trip.apply(batch.stream().map(Waiting::question).toList()))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("A trip without answers")))
                .subscribe(answers -> answered(batch, answers), fault -> failed(batch, fault));
    }

    private void answered(List<Waiting<Q, A>> batch, List<A> answers) {
        over(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().success(answers.get(i));
        }
    }

    private void failed(List<Waiting<Q, A>> batch, Throwable fault) {
        over(batch.size());
        batch.forEach(it -> it.answer().error(fault));
    }

    private void over(int carried) {
        if (carried > 1 && pause.isPositive()) {
            Schedulers.parallel().schedule(this::free, pause.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            free();
        }
    }

    private void free() {
        places.release();
        next();
    }
}
