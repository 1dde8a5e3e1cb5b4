package gateway.processors;

import gateway.processors.HttpLine.Delivery;
import gateway.processors.HttpLine.Request;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * One request on its way. Everything happens to it on its line's event loop, so sending it and giving it up come one
 * after the other.
 */
final class HttpCall {

    private final Request request;
    private final String target;
    private final MonoSink<Delivery> caller;
    private @Nullable Channel channel;
    private @Nullable Future<?> deadline;
    private @Nullable Future<?> wait;
    private boolean over;

    /** @param target what stands in the request's first line */
    HttpCall(Request request, String target, MonoSink<Delivery> caller) {
        this.request = request;
        this.target = target;
        this.caller = caller;
    }

    Request request() {
        return request;
    }

    String target() {
        return target;
    }

    boolean isOver() {
        return over;
    }

    void begin(EventLoop loop, Duration within) {
        deadline = loop.schedule(this::late, within.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void late() {
        fail(channel == null ? "no connection in time" : "no answer in time");
    }

    /** No connection is free: how long it waits for one. */
    void waitFor(EventLoop loop, Duration place) {
        wait = loop.schedule(() -> fail("no free connection"), place.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** From now on a byte of it may have left us, over this connection. */
    void sentOver(Channel taken) {
        channel = taken;
        cancel(wait);
    }

    void answered(int status, byte[] body) {
        end(new Delivery.Answered(status, body));
    }

    /** A connection on which no whole answer came is good for nothing else. */
    void fail(String why) {
        var taken = channel;
        end(taken == null ? new Delivery.NotSent(why) : new Delivery.Silent(why));
        if (taken != null) {
            var _ = taken.close();
        }
    }

    /** Nobody waits for it any more. If it was not sent, it never is. */
    void forget() {
        if (!over) {
            fail("given up");
        }
    }

    private void end(Delivery delivery) {
        if (!over) {
            over = true;
            cancel(deadline);
            cancel(wait);
            caller.success(delivery);
        }
    }

    private static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
