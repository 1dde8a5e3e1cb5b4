package gateway.fraud.state;

import gateway.fraud.Attempt;
import gateway.fraud.state.CheckMessage.Heard;
import gateway.fraud.state.StateAntifraud.Answer;
import java.io.ByteArrayOutputStream;
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
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Checks that come while others are on their way share the next request; a lone one goes at once. Each is answered by
 * itself as soon as its own answer is there, so one that is late or never answered delays no other. Whoever asks gives
 * up in time and bounds how many ask.
 */
final class ChecksTogether {

    private static final String ONE = "/v1/checks";
    private static final String MANY = "/v1/checks/batch";
    private static final int PLACES = 2;
    private static final int LARGEST = 64;

    // A request of which nothing is heard for so long does not keep others waiting.
    private static final Duration HOLD = Duration.ofMillis(10);

    private final SealedPosts.Desk one;
    private final SealedPosts.Desk many;
    private final String participant;
    private final Duration deadline;
    private final Queue<Asked> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(PLACES);

    /**
     * @param participant who we are to them
     * @param deadline after which nobody waits for a check any more
     */
    ChecksTogether(SealedPosts posts, String participant, Duration deadline) {
        this.one = posts.desk(ONE);
        this.many = posts.desk(MANY);
        this.participant = participant;
        this.deadline = deadline;
    }

    /** Emits what was said, or errors where nothing was. */
    Mono<Answer> ask(Attempt attempt) {
        return Mono.create(sink -> {
            var asked = new Asked(attempt, sink);
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

    private List<Asked> take() {
        var batch = new ArrayList<Asked>();
        while (batch.size() < LARGEST) {
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

    /** One check, and who waits for it. */
    private static final class Asked {

        private final Attempt attempt;
        private final MonoSink<Answer> sink;
        private volatile boolean gone;
        private volatile Runnable left = () -> {};

        Asked(Attempt attempt, MonoSink<Answer> sink) {
            this.attempt = attempt;
            this.sink = sink;
        }

        String id() {
            return attempt.payment().toString();
        }

        void leave() {
            gone = true;
            left.run();
        }
    }

    /** One request. It ends as they end it, or when nobody waits for an answer any more. */
    private final class Trip {

        private final Map<String, Asked> open = new ConcurrentHashMap<>();
        private final AtomicBoolean holds = new AtomicBoolean(true);
        private final Disposable.Swap request = Disposables.swap();
        private volatile boolean unreadable;

        Trip(List<Asked> batch) {
            batch.forEach(this::add);
        }

        private void add(Asked asked) {
            if (open.putIfAbsent(asked.id(), asked) != null) {
                asked.sink.error(new IllegalStateException("The same check twice"));
            }
        }

        void go() {
            var body = body();
            Flux<Heard> answers = open.size() == 1
                    ? one.ask(body).map(CheckMessage::heard).flux()
                    : many.askForLines(body).map(CheckMessage::heard);
            var over = Disposables.composite(after(HOLD, this::release), after(deadline, request::dispose));
            request.update(answers.doFinally(_ -> over.dispose())
                    .subscribe(this::heard, this::failed, () -> failed(new IllegalStateException("no answer"))));
            open.forEach((id, asked) -> {
                asked.left = () -> left(id);
                if (asked.gone) {
                    left(id);
                }
            });
        }

        private static Disposable after(Duration time, Runnable what) {
            return Schedulers.parallel().schedule(what, time.toMillis(), TimeUnit.MILLISECONDS);
        }

        private byte[] body() {
            var body = new ByteArrayOutputStream();
            open.values().forEach(asked -> {
                if (body.size() > 0) {
                    body.write('\n');
                }
                body.writeBytes(CheckMessage.write(asked.attempt, participant));
            });
            return body.toByteArray();
        }

        private void heard(Heard heard) {
            release();
            var asked = open.remove(heard.requestId());
            if (asked == null) {
                unreadable = true;
            } else {
                asked.sink.success(heard.answer());
            }
        }

        private void left(String id) {
            open.remove(id);
            if (open.isEmpty()) {
                release();
                request.dispose();
            }
        }

        private void failed(Throwable fault) {
            release();
            for (var id : List.copyOf(open.keySet())) {
                var asked = open.remove(id);
                if (asked != null && unreadable) {
                    asked.sink.success(new Answer.Silent("not an answer"));
                } else if (asked != null) {
                    asked.sink.error(fault);
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
