package sandbox.chaos.gales;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Customer;
import sandbox.mobile.MobileApp;

/** Somebody who pays at one node again and again, and remembers how long nothing came of it. */
final class Witness implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MobileApp phone;
    private final String body;
    private final Thread paying;
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
    static Witness at(int node, Customer customer, String merchant) {
        var witness = new Witness(customer.phones().get(node - 1), """
                {"amount":{"value":"1.00","currency":"UZS"},"source":{"type":"wallet"},
                 "destination":{"type":"merchant","merchant":"%s"}}
                """.formatted(merchant));
        witness.paying.start();
        return witness;
    }

    /** The longest time so far in which the node completed nothing. */
    Duration longestGap() {
        return Duration.ofNanos(Math.max(longestGap, System.nanoTime() - lastServed));
    }

    /** Whether the node has completed something after this moment. */
    boolean servedSince(long nanos) {
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
            return reply.status() == 201
                    && reply.body().path("status").asString("").equals("completed");
        } catch (UncheckedIOException e) {
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
