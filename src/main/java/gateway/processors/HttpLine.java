package gateway.processors;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The connections to one operator over HTTP/1.1, with a thread of their own. It knows one thing exactly: whether a byte
 * of a request may have left us. Nothing is ever sent twice, and no redirect is followed.
 */
public final class HttpLine implements AutoCloseable {

    private final HttpConnections connections;
    private final String address;
    private final String base;

    /** @param rail names its thread */
    public HttpLine(String rail, URI url, HttpTerms terms) {
        address = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        base = address.replaceAll("/$", "");
        connections = new HttpConnections(rail, url, terms);
    }

    /**
     * One request.
     *
     * @param path after the rail's address, with its slash; empty for the address itself
     * @param headers may hold secrets, so that nothing prints them
     * @param body empty for none
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
    public record Request(HttpMethod method, String path, Map<String, String> headers, byte[] body) {

        @Override
        public String toString() {
            return method + " " + body.length + " bytes";
        }
    }

    /** How a request ended. */
    public sealed interface Delivery {

        /** A whole answer came, whatever it says. */
        @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
        record Answered(int status, byte[] body) implements Delivery {

            @Override
            public String toString() {
                return "Answered[" + status + "]";
            }
        }

        /** Not a byte left us. */
        record NotSent(String why) implements Delivery {}

        /** It left us, and no whole answer came. */
        record Silent(String why) implements Delivery {}
    }

    /**
     * Emits once, never errors.
     *
     * @param within from waiting for a connection to the last byte of the answer, so that one that trickles in cannot
     *     hold the call
     */
    public Mono<Delivery> send(Request request, Duration within) {
        return Mono.create(caller -> begin(request, within, caller));
    }

    @Override
    public void close() {
        connections.close();
    }

    private void begin(Request request, Duration within, MonoSink<Delivery> caller) {
        var call = new HttpCall(request, request.path().isEmpty() ? address : base + request.path(), caller);
        caller.onCancel(() -> onLoop(call::forget, () -> {}));
        onLoop(() -> connections.begin(call, within), () -> caller.success(new Delivery.NotSent("closed")));
    }

    private void onLoop(Runnable work, Runnable afterTheEnd) {
        try {
            connections.loop().execute(work);
        } catch (RejectedExecutionException closed) {
            afterTheEnd.run();
        }
    }
}
