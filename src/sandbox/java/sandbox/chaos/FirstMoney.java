package sandbox.chaos;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/**
 * Puts the money into a wallet that its owner begins with. A bank that has just opened, on a machine that does much
 * else, may want to be asked again, may take its time, and may want to look at the payment first because somebody else
 * did not answer in time: then the customer calls it off and begins another.
 */
final class FirstMoney {

    private static final long BALANCE = 90_000_000;
    private static final String PAYMENTS = "/v1/payments";
    private static final Set<Integer> COME_AGAIN = Set.of(409, 429, 503);
    private static final Set<String> NO = Set.of("declined", "reversed", "needs_operator");
    private static final int TRIES = 40;

    private final App app;
    private final Duration pause;

    FirstMoney(App app, Duration pause) {
        this.app = app;
        this.pause = pause;
    }

    /** What it needs of a phone. */
    interface App {

        Reply post(String path, String json, String key);

        Reply get(String path);
    }

    /** What a customer does after an answer. */
    enum Next {
        /** The money is there. */
        REST,
        COME_AGAIN,
        /** Nobody of the bank is there to look at it. */
        CALL_OFF,
        BEGIN_ANOTHER,
        /** It was said that it cannot be. */
        DESPAIR
    }

    static App in(MobileApp phone) {
        return new App() {

            @Override
            public Reply post(String path, String json, String key) {
                return phone.post(path, json, key);
            }

            @Override
            public Reply get(String path) {
                return phone.get(path);
            }
        };
    }

    static Next after(Reply reply) {
        if (COME_AGAIN.contains(reply.status())) {
            return Next.COME_AGAIN;
        }
        var status = reply.body().path("status").asString("");
        if (!isTaken(reply) || status.isEmpty() || NO.contains(status)) {
            return Next.DESPAIR;
        }
        return switch (status) {
            case "completed" -> Next.REST;
            case "in_review" -> Next.CALL_OFF;
            case "cancelled" -> Next.BEGIN_ANOTHER;
            default -> Next.COME_AGAIN;
        };
    }

    private static boolean isTaken(Reply reply) {
        return reply.status() < 300;
    }

    /** Throws when it cannot be had. */
    void into(Customer customer) {
        var order = OrderBook.topUp(customer, BALANCE);
        var id = "";
        for (int i = 0; i < TRIES; i++) {
            // The same key is answered the same for ever, so who has an id looks instead.
            var reply = id.isEmpty() ? app.post(PAYMENTS, order.body(), order.key()) : app.get(PAYMENTS + "/" + id);
            id = id.isEmpty() && isTaken(reply) ? reply.body().path("id").asString("") : id;
            switch (after(reply)) {
                case REST -> {
                    return;
                }
                case COME_AGAIN -> LockSupport.parkNanos(pause.toNanos());
                // Whether it still could be is seen by looking.
                case CALL_OFF -> app.post(PAYMENTS + "/" + id + "/cancel", "", MobileApp.newKey());
                case BEGIN_ANOTHER -> {
                    order = OrderBook.topUp(customer, BALANCE);
                    id = "";
                }
                case DESPAIR ->
                    throw new IllegalStateException("No money in the wallet: " + reply.status() + " " + reply.text());
            }
        }
        throw new IllegalStateException("No money in the wallet after " + TRIES + " tries");
    }
}
