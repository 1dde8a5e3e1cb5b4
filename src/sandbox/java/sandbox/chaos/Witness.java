package sandbox.chaos;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import sandbox.mobile.MobileApp;

/** Somebody who pays at one node again and again, and remembers how long nothing came of it. */
public final class Witness implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MobileApp phone;
    private final String body;
    private final Thread paying;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final long began = System.nanoTime();
    private volatile boolean over;
    private volatile long lastServed = began;
    private volatile long longestGap;

    private Witness(MobileApp phone, String body) {
        this.phone = phone;
        this.body = body;
        this.paying = Thread.ofVirtual().unstarted(this::pay);
    }

    /** From the wallet: no rail has a part in it. */
    public static Witness at(int node, Customer customer, String merchant) {
        return paying(node, customer, "{\"type\":\"wallet\"}", merchant);
    }

    /** From a card: the node completes nothing without the rail. */
    public static Witness byCard(int node, Customer customer, String rail, String merchant) {
        var card =
                "{\"type\":\"card\",\"card\":\"%s\"}".formatted(customer.cards().get(rail));
        return paying(node, customer, card, merchant);
    }

    private static Witness paying(int node, Customer customer, String source, String merchant) {
        var witness = new Witness(customer.phones().get(node - 1), """
                {"amount":{"value":"1.00","currency":"UZS"},"source":%s,
                 "destination":{"type":"merchant","merchant":"%s"}}
                """.formatted(source, merchant));
        witness.paying.start();
        return witness;
    }

    /** The longest time so far in which the node completed nothing. */
    public Duration longestGap() {
        return Duration.ofNanos(Math.max(longestGap, System.nanoTime() - lastServed));
    }

    /** How often it answered what. */
    public Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    /** Whether the node has completed something after this moment. */
    public boolean servedSince(long nanos) {
        return lastServed - nanos > 0 && lastServed != began;
    }

    private void pay() {
        while (!over) {
            long asked = System.nanoTime();
            if (completes()) {
                long now = System.nanoTime();
                longestGap = Math.max(longestGap, now - lastServed);
                lastServed = now;
            }
            LockSupport.parkNanos(Math.max(0, PAUSE.toNanos() - (System.nanoTime() - asked)));
        }
    }

    private boolean completes() {
        try {
            var reply = phone.post("/v1/payments", body, MobileApp.newKey(), PATIENCE);
            var slug = reply.body().path("type").asString("").replaceAll(".*/", "");
            answers.merge((reply.status() + " " + slug).strip(), 1, Integer::sum);
            return reply.status() == 201
                    && reply.body().path("status").asString("").equals("completed");
        } catch (UncheckedIOException e) {
            answers.merge("nothing", 1, Integer::sum);
            return false;
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            paying.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
