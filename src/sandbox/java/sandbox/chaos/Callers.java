package sandbox.chaos;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
 * The customers' side: asks, and asks again under the same key on another node after silence, 409, 429 and 5xx, ever
 * more slowly and for a bounded time. Remembers every promise it was given.
 */
public final class Callers {

    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 6_000;
    private static final Duration GIVES_UP = Duration.ofSeconds(75);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder askedAgain = new LongAdder();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> waitingSince = new ConcurrentHashMap<>();
    private volatile boolean patient;
    private final Queue<String> gaveUp = new ConcurrentLinkedQueue<>();

    public Collection<Told> told() {
        return told;
    }

    /** Answers that no client should ever see, such as 500 or a 503 that does not say when to come again. */
    public Collection<String> unexpected() {
        return unexpected;
    }

    /** How often each kind of answer was seen. */
    public Map<String, Long> answers() {
        var counts = new TreeMap<String, Long>();
        answers.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    /** Customers who were not served when they first asked. */
    public long askedAgain() {
        return askedAgain.sum();
    }

    /** Customers who never got an answer, each with all that was heard instead. */
    public Collection<String> gaveUp() {
        return gaveUp;
    }

    /** From now on nobody hangs up before an answer could have come. */
    public void allPatient() {
        patient = true;
    }

    /** What was neither an answer, nor a refused connection, nor a wish to come again. */
    public Collection<String> errors() {
        return errors;
    }

    /** How many customers have not been answered yet. */
    public int waiting() {
        return waitingSince.size();
    }

    /** Of those who have not been answered yet, how long the one has waited who asked first. */
    public Duration longestWait() {
        long now = System.nanoTime();
        return Duration.ofNanos(waitingSince.values().stream()
                .mapToLong(since -> now - since)
                .max()
                .orElse(0));
    }

    /** Returns when the customer was answered or has given up. */
    public void pay(Order order) {
        waitingSince.put(order.key(), System.nanoTime());
        try {
            payUntilAnswered(order);
        } finally {
            waitingSince.remove(order.key());
        }
    }

    private void payUntilAnswered(Order order) {
        long began = System.nanoTime();
        var heard = new ArrayList<String>();
        for (int attempt = 0; System.nanoTime() - began < GIVES_UP.toNanos(); attempt++) {
            if (isSettled(order, attempt, heard)) {
                return;
            }
            heard.add("after %.1f s".formatted((System.nanoTime() - began) / 1e9));
            if (attempt == 0) {
                askedAgain.increment();
            }
            pause(attempt);
        }
        gaveUp.add(order.kind() + " under " + order.key() + " heard " + String.join(" ", heard));
    }

    private boolean isSettled(Order order, int attempt, List<String> heard) {
        var phones = order.customer().phones();
        var phone = phones.get(Math.floorMod(order.key().hashCode() + attempt, phones.size()));
        var access = phone.tokens().access();
        try {
            var patience = order.impatient() && !patient && attempt == 0
                    ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(5, 200))
                    : PATIENCE;
            var reply = phone.post("/v1/payments", order.body(), order.key(), patience);
            heard.add(kind(reply));
            return settles(order, reply, access);
        } catch (UncheckedIOException e) {
            boolean refused = e.getCause() instanceof ConnectException;
            var kind = refused ? "no connection" : "no answer: " + e.getCause();
            heard.add(kind);
            count(kind);
            if (!refused) {
                errors.add(order.kind() + ": " + e.getCause());
            }
            return false;
        }
    }

    private static String kind(Reply reply) {
        var slug = slug(reply);
        return reply.status() + (slug.isEmpty() ? "" : " " + slug);
    }

    private static String slug(Reply reply) {
        return reply.body().path("type").asString("").replaceAll(".*/", "");
    }

    private boolean settles(Order order, Reply reply, String access) {
        var slug = slug(reply);
        count(kind(reply));
        return switch (reply.status()) {
            case 201 -> {
                remember(order, reply);
                yield true;
            }
            case 503 -> {
                errors.add(order.kind() + ": 503 " + slug);
                if (!reply.headers().containsKey("retry-after")) {
                    unexpected.add("503 without Retry-After: " + reply.text());
                }
                yield false;
            }
            case 409, 429 -> false;
            case 401 -> unauthorized(order, reply, slug, access);
            case 422 -> slug.equals("insufficient-funds") || surprised(order, reply);
            default -> surprised(order, reply);
        };
    }

    private boolean unauthorized(Order order, Reply reply, String slug, String access) {
        return slug.equals("token-expired") ? renewed(order, access) : surprised(order, reply);
    }

    private static boolean renewed(Order order, String access) {
        order.customer().renewInsteadOf(access);
        return false;
    }

    private boolean surprised(Order order, Reply reply) {
        unexpected.add(order.kind() + ": " + reply.status() + " " + reply.text());
        return reply.status() < 500;
    }

    private void remember(Order order, Reply reply) {
        var body = reply.body();
        var status = body.path("status").asString();
        told.add(new Told(
                order,
                body.path("id").asString(),
                status,
                body.path("amount").path("value").asString(),
                reply.text()));
        count("told " + status);
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
