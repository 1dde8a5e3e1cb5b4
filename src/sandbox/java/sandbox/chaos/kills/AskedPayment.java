package sandbox.chaos.kills;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sandbox.mobile.MobileApp;
import sandbox.mobile.MobileApp.Reply;

/** One payment under a key of its own, and what was heard of it first. */
final class AskedPayment {

    private static final String PATH = "/v1/payments";
    private static final int PAID = 201;
    private static final int REFUSED = 422;
    private static final Set<Integer> COME_AGAIN = Set.of(429, 503);
    private static final Duration A_TRY = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Pattern TRACE = Pattern.compile("\"traceId\":\"[0-9a-f]{32}\",");

    private final String key = MobileApp.newKey();
    private final String body;
    private volatile @Nullable Reply heard;

    AskedPayment(String body) {
        this.body = body;
    }

    /** Whether that node has said yes or no. */
    boolean ask(MobileApp node, Duration patience) {
        try {
            var reply = node.post(PATH, body, key, patience);
            if (reply.status() == PAID || reply.status() == REFUSED) {
                heard = reply;
            }
        } catch (UncheckedIOException _) {
            // The node is dead, or has become so.
        }
        return isAnswered();
    }

    /** Asks until there is an answer. */
    void insist(MobileApp node, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isAnswered() && System.nanoTime() < deadline && !ask(node, A_TRY)) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Asks for the same once more, as often as a busy node says "come again". */
    Reply again(MobileApp node, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        var reply = node.post(PATH, body, key);
        while (COME_AGAIN.contains(reply.status()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
            reply = node.post(PATH, body, key);
        }
        return reply;
    }

    boolean isAnswered() {
        return heard != null;
    }

    Reply reply() {
        var now = heard;
        if (now == null) {
            throw new IllegalStateException("Nobody has answered");
        }
        return now;
    }

    /** Byte for byte; but a refusal names the request that hears it, and nothing else in it is of the moment. */
    boolean isSame(Reply again) {
        return again.status() == reply().status() && lasting(again).equals(lasting(reply()));
    }

    private static String lasting(Reply reply) {
        return TRACE.matcher(reply.text()).replaceFirst("");
    }

    boolean isTaken() {
        return reply().status() == PAID;
    }

    String id() {
        return reply().body().path("id").asString();
    }

    String status(MobileApp node) {
        return node.get(PATH + "/" + id()).body().path("status").asString("");
    }
}
