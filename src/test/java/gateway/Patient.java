package gateway;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import sandbox.mobile.MobileApp.Reply;

/** A customer of a bank that has much to do: told that the books cannot be reached, they ask the same again. */
final class Patient {

    private static final int TIMES = 20;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private Patient() {}

    /** @param ask with one and the same key each time */
    static Reply asks(Supplier<Reply> ask) {
        var reply = ask.get();
        for (int again = 0; isBusy(reply) && again < TIMES; again++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            reply = ask.get();
        }
        return reply;
    }

    private static boolean isBusy(Reply reply) {
        return reply.status() == 503 && reply.text().contains("/problems/unavailable\"");
    }
}
