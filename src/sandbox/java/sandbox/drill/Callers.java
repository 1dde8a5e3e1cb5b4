package sandbox.drill;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import sandbox.mobile.MobileApp.Reply;

/**
 * The customers' side: asks, and asks again under the same key after silence, 409, 429 and 5xx, ever more slowly and
 * for a bounded time. Remembers every promise it was given.
 */
final class Callers {

    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 6_000;
    private static final Duration GIVES_UP = Duration.ofSeconds(75);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder gaveUp = new LongAdder();

    Collection<Told> told() {
        return told;
    }

    /** Answers that no client should ever see, such as 500 or a 503 that does not say when to come again. */
    Collection<String> unexpected() {
        return unexpected;
    }

    /** How often each kind of answer was seen. */
    Map<String, Long> answers() {
        var counts = new TreeMap<String, Long>();
        answers.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    long gaveUp() {
        return gaveUp.sum();
    }

    void pay(Order order) {
        long deadline = System.nanoTime() + GIVES_UP.toNanos();
        for (int attempt = 0; System.nanoTime() < deadline; attempt++) {
            if (isSettled(order, attempt)) {
                return;
            }
            pause(attempt);
        }
        gaveUp.increment();
    }

    private boolean isSettled(Order order, int attempt) {
        try {
            var patience = order.impatient() && attempt == 0
                    ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(5, 200))
                    : PATIENCE;
            return settles(order, order.customer().phone().post("/v1/payments", order.body(), order.key(), patience));
        } catch (UncheckedIOException e) {
            count("no answer");
            return false;
        }
    }

    private boolean settles(Order order, Reply reply) {
        var slug = reply.body().path("type").asString("").replaceAll(".*/", "");
        count(reply.status() + (slug.isEmpty() ? "" : " " + slug));
        return switch (reply.status()) {
            case 201 -> {
                remember(order, reply);
                yield true;
            }
            case 503 -> {
                if (!reply.headers().containsKey("retry-after")) {
                    unexpected.add("503 without Retry-After: " + reply.text());
                }
                yield false;
            }
            case 409, 429 -> false;
            case 422 -> {
                if (!slug.equals("insufficient-funds")) {
                    unexpected.add(order.kind() + ": " + reply.status() + " " + reply.text());
                }
                yield true;
            }
            default -> {
                unexpected.add(order.kind() + ": " + reply.status() + " " + reply.text());
                yield reply.status() < 500;
            }
        };
    }

    private void remember(Order order, Reply reply) {
        var body = reply.body();
        told.add(new Told(
                order,
                body.path("id").asString(),
                body.path("status").asString(),
                body.path("amount").path("value").asString()));
        count("told " + body.path("status").asString());
    }

    private void count(String kind) {
        answers.computeIfAbsent(kind, _ -> new LongAdder()).increment();
    }

    private static void pause(int attempt) {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
        long jittered = millis / 2 + ThreadLocalRandom.current().nextLong(millis);
        LockSupport.parkNanos(Duration.ofMillis(jittered).toNanos());
    }
}
