package gateway.platform.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Questions that come while others are on their way share the next round trip; a lone one goes at once. Unlike with
 * {@link SharedTrips} each is answered as soon as its own answer is there, so one that is late or never answered delays
 * no other. Once several shared a trip, its place stays empty for a moment, so that more share the next. Whoever asks
 * gives up in time and bounds how many ask.
 */
public final class StreamedTrips<Q, A> {

    private final Rules rules;
    private final Function<Q, String> id;
    private final Function<List<Q>, Flux<Told<A>>> trip;
    private final Queue<Asked<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore places;

    /**
     * @param id tells questions apart
     * @param trip emits answers in any order, as they come
     */
    public StreamedTrips(Rules rules, Function<Q, String> id, Function<List<Q>, Flux<Told<A>>> trip) {
        this.rules = rules;
        this.id = id;
        this.trip = trip;
        this.places = new Semaphore(rules.places());
    }

    /**
     * How trips are made.
     *
     * @param places how many trips may wait for their first answer
     * @param largest how many questions share one
     * @param hold after which a trip of which nothing was heard keeps no others waiting
     * @param pause how long a place stays empty after the first answer to a trip that several shared
     * @param deadline after which nobody waits for an answer any more
     */
    public record Rules(int places, int largest, Duration hold, Duration pause, Duration deadline) {}

    /** @param id of the question that it answers */
    public record Told<A>(String id, A answer) {}

    /** There were answers, to questions that nobody asked. */
    public static final class Strayed extends RuntimeException {

        Strayed() {
            super("not an answer", null, false, false);
        }
    }

    /** Emits the answer, or errors where there is none: as its trip does, or with {@link Strayed}. */
    public Mono<A> ask(Q question) {
        return Mono.create(sink -> {
            var asked = new Asked<>(question, sink);
            sink.onCancel(asked::leave);
            waiting.add(asked);
            next();
        });
    }

    private void next() {
        while (!waiting.isEmpty() && places.tryAcquire()) {
            var batch = take();
            if (batch.isEmpty()) {
                places.release();
            } else {
                new Trip(batch).go();
            }
        }
    }

    private List<Asked<Q, A>> take() {
        var batch = new ArrayList<Asked<Q, A>>();
        while (batch.size() < rules.largest()) {
            var asked = waiting.poll();
            if (asked == null) {
                return batch;
            }
            if (!asked.gone) {
                batch.add(asked);
            }
        }
        return batch;
    }

    /** One question, and who waits for it. */
    private static final class Asked<Q, A> {

        private final Q question;
        private final MonoSink<A> sink;
        private volatile boolean gone;
        private volatile Runnable left = () -> {};

        Asked(Q question, MonoSink<A> sink) {
            this.question = question;
            this.sink = sink;
        }

        void leave() {
            gone = true;
            left.run();
        }
    }

    /** One round trip. It ends as they end it, or when nobody waits for an answer any more. */
    private final class Trip {

        private final Map<String, Asked<Q, A>> open = new ConcurrentHashMap<>();
        private final AtomicBoolean holds = new AtomicBoolean(true);
        private final AtomicBoolean heard = new AtomicBoolean();
        private final Disposable.Swap request = Disposables.swap();
        private final boolean shared;
        private volatile boolean strayed;

        Trip(List<Asked<Q, A>> batch) {
            this.shared = batch.size() > 1;
            batch.forEach(this::add);
        }

        private void add(Asked<Q, A> asked) {
            if (open.putIfAbsent(id.apply(asked.question), asked) != null) {
                asked.sink.error(new IllegalStateException("The same question twice"));
            }
        }

        void go() {
            var questions = open.values().stream().map(it -> it.question).toList();
            var over = Disposables.composite(
                    after(rules.hold(), this::release), after(rules.deadline(), request::dispose));
            request.update(Flux.defer(() -> trip.apply(questions))
                    .doFinally(_ -> over.dispose())
                    .subscribe(this::told, this::failed, () -> failed(new IllegalStateException("no answer"))));
            open.forEach((key, asked) -> {
                asked.left = () -> left(key);
                if (asked.gone) {
                    left(key);
                }
            });
        }

        private static Disposable after(Duration time, Runnable what) {
            return Schedulers.parallel().schedule(what, time.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void told(Told<A> told) {
            answered();
            var asked = open.remove(told.id());
            if (asked == null) {
                strayed = true;
            } else {
                asked.sink.success(told.answer());
            }
        }

        // An answer that is there in time keeps the place for a moment more, also when the whole trip ends meanwhile.
        private void answered() {
            if (!shared || rules.pause().isZero()) {
                release();
            } else if (heard.compareAndSet(false, true)) {
                after(rules.pause(), this::release);
            }
        }

        private void left(String key) {
            open.remove(key);
            if (open.isEmpty()) {
                release();
                request.dispose();
            }
        }

        private void failed(Throwable fault) {
            if (!heard.get()) {
                release();
            }
            for (var key : List.copyOf(open.keySet())) {
                var asked = open.remove(key);
                if (asked != null) {
                    asked.sink.error(strayed ? new Strayed() : fault);
                }
            }
        }

        private void release() {
            if (holds.compareAndSet(true, false)) {
                places.release();
                next();
            }
        }
    }
}
