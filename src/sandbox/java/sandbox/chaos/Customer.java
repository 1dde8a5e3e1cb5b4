package sandbox.chaos;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sandbox.mobile.MobileApp;
import sandbox.mobile.Refusal;

/**
 * Somebody with the app.
 *
 * @param phones one app, as it reaches each node: the same device and tokens
 * @param cards ids by rail
 */
public record Customer(String phoneNumber, List<MobileApp> phones, Map<String, String> cards) {

    private static final int TRIES = 12;
    // A bank may be down for a while.
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(400);

    /** At the first node. */
    public MobileApp phone() {
        return phones.getFirst();
    }

    /** With a prefix, as the API writes it. */
    public String id() {
        return phone().tokens().customer();
    }

    /** The app with fresh tokens, from whichever node answers; as an app must, it signs in again when refused. */
    public synchronized void renew() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; System.nanoTime() < deadline; i++) {
            var phone = phones.get(i % phones.size());
            if (renewed(phone, i < TRIES)) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        share(phone().signIn(phoneNumber));
    }

    /** Unless somebody else has done it since. */
    public synchronized void renewInsteadOf(String access) {
        if (phone().tokens().access().equals(access)) {
            renew();
        }
    }

    /** With a new code, as soon as one is sent: the bank pauses between two codes for one phone. */
    public synchronized void signInAgain() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!renewed(phone(), false)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("No code was sent to " + phoneNumber);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean renewed(MobileApp phone, boolean keep) {
        try {
            share(keep ? phone.refresh() : phone.signIn(phoneNumber));
            return true;
        } catch (UncheckedIOException | Refusal e) {
            return false;
        }
    }

    private void share(MobileApp.Tokens tokens) {
        phones.forEach(phone -> phone.use(tokens));
    }
}
