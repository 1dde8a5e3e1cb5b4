package sandbox.bench;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.crowd.Crowd;
import sandbox.crowd.Wire;

/** Customers who pay, as fast as they are answered or at a pace of their own. */
final class Load {

    private static final int LATENCY_DIGITS = 3;
    private static final int OPEN_LIMIT = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern KIND = Pattern.compile("\"(?:type\":\"/problems/|status\":\")([^\"]+)\"");

    private final Wire wire;
    private final Crowd crowd;

    Load(Wire wire, Crowd crowd) {
        this.wire = wire;
        this.crowd = crowd;
    }

    /**
     * What came of it.
     *
     * @param paid payments that were answered as completed
     * @param others how often anything else was answered, by status and kind
     * @param latency nanoseconds from the intended start until the answer
     */
    record Result(long paid, Map<String, Long> others, double seconds, Histogram latency) {

        double perSecond() {
            return paid / seconds;
        }

        long failed() {
            return others.values().stream().mapToLong(Long::longValue).sum();
        }

        double latencyMillis(double percentile) {
            return latency.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** Each caller pays again as soon as it is answered. */
    Result closed(int callers, int merchants, Duration time) {
        var tally = new Tally();
        long begun = System.nanoTime();
        long until = begun + time.toNanos();
        Flux.range(0, callers)
                .flatMap(_ -> payment(tally, merchants).repeat(() -> System.nanoTime() < until), callers)
                .then()
                .block(time.plus(PATIENCE));
        return tally.result(begun);
    }

    /** Payments start at random moments, so many a second, whether or not the earlier ones are answered. */
    Result open(double perSecond, int merchants, Duration time) {
        var tally = new Tally();
        long begun = System.nanoTime();
        double next = begun;
        while (next - begun < time.toNanos()) {
            next -= Math.log(1 - ThreadLocalRandom.current().nextDouble()) * 1e9 / perSecond;
            start(tally, merchants, (long) next);
        }
        while (tally.waiting.get() > 0
                && System.nanoTime() - begun < time.plus(PATIENCE).toNanos()) {
            LockSupport.parkNanos(1_000_000);
        }
        return tally.result(begun);
    }

    private void start(Tally tally, int merchants, long intended) {
        for (long left = intended - System.nanoTime(); left > 0; left = intended - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        if (tally.waiting.incrementAndGet() > OPEN_LIMIT) {
            tally.waiting.decrementAndGet();
            tally.other("not sent: too many unanswered");
            return;
        }
        payment(tally, merchants, intended)
                .doFinally(_ -> tally.waiting.decrementAndGet())
                .subscribe();
    }

    private Mono<Void> payment(Tally tally, int merchants) {
        return Mono.defer(() -> payment(tally, merchants, System.nanoTime()));
    }

    private Mono<Void> payment(Tally tally, int merchants, long intended) {
        var payer = any(crowd.payers(), crowd.payers().size());
        return payer.pay(wire, any(crowd.merchants(), merchants))
                .doOnNext(reply -> tally.answered(reply, intended))
                .onErrorResume(error -> Mono.fromRunnable(() -> tally.other(error.toString())))
                .then();
    }

    private static <T> T any(List<T> list, int of) {
        return list.get(ThreadLocalRandom.current().nextInt(of));
    }

    /** Counts answers. */
    private static final class Tally {

        private final LongAdder paid = new LongAdder();
        private final Map<String, LongAdder> others = new ConcurrentHashMap<>();
        private final Histogram latency = new ConcurrentHistogram(LATENCY_DIGITS);
        private final AtomicInteger waiting = new AtomicInteger();

        void answered(Wire.Reply reply, long intended) {
            if (reply.status() == 201 && reply.body().contains("\"completed\"")) {
                latency.recordValue(System.nanoTime() - intended);
                paid.increment();
            } else {
                other(reply.status() + " " + kind(reply.body()));
            }
        }

        void other(String what) {
            others.computeIfAbsent(what, _ -> new LongAdder()).increment();
        }

        // The problem's slug or the payment's status: few different words.
        private static String kind(String body) {
            var kind = KIND.matcher(body);
            return kind.find() ? kind.group(1) : "";
        }

        Result result(long begun) {
            var counts = new TreeMap<String, Long>();
            others.forEach((what, count) -> counts.put(what, count.sum()));
            return new Result(
                    paid.sum(), Collections.unmodifiableMap(counts), (System.nanoTime() - begun) / 1e9, latency);
        }
    }
}
