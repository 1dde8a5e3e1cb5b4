package sandbox.crowd;

import io.netty.util.AsciiString;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A customer under load: signed in, with one card. Cheap to ask, because it shares the machine with what is measured.
 */
public final class Payer {

    private static final String PAYMENTS = "/v1/payments";
    private static final String REFRESH = "/v1/tokens/refresh";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicLong NUMBERS = new AtomicLong();
    // Unlike the keys and proofs of every other run.
    private static final String RUN = Long.toHexString(System.nanoTime()) + "-bench-";

    private final Device device;
    private final String customer;
    private final String card;
    private volatile String access;
    private volatile CharSequence authorization;
    private volatile String refresh;
    private volatile Instant refreshedAt;

    Payer(Device device, MobileApp.Tokens tokens, String card) {
        this.device = device;
        this.customer = tokens.customer();
        this.card = card;
        this.access = tokens.access();
        this.authorization = AsciiString.of("DPoP " + tokens.access());
        this.refresh = tokens.refresh();
        this.refreshedAt = Instant.now();
    }

    /** Its id, with a prefix, as the API writes it. */
    public String customer() {
        return customer;
    }

    /** A payment from the customer's card, which may be asked for again and again under its key. */
    public record Wish(String key, String body) {}

    /** A new one, of another amount than the last. */
    public Wish wish(String merchant) {
        long number = NUMBERS.incrementAndGet();
        return new Wish(
                RUN + number,
                "{\"amount\":{\"value\":\"%s.00\",\"currency\":\"UZS\"},\"source\":{\"type\":\"card\",\"card\":\""
                                .replace("%s", Long.toString(1_000 + number % 9_000))
                        + card + "\"},\"destination\":{\"type\":\"merchant\",\"merchant\":\"" + merchant + "\"}}");
    }

    /** Emits the answer to a new payment. */
    public Mono<Wire.Reply> pay(Wire wire, String merchant) {
        var wish = wish(merchant);
        return ask(wire, wish, wish.key());
    }

    /** Asks for the same again. */
    public Mono<Wire.Reply> payAgain(Wire wire, Wish wish) {
        return ask(wire, wish, RUN + NUMBERS.incrementAndGet());
    }

    // A proof is good once, a key for every repeat.
    private Mono<Wire.Reply> ask(Wire wire, Wish wish, String proofId) {
        var proof = device.proof("POST", wire.gateway() + PAYMENTS, access, Instant.now(), proofId);
        return wire.post(
                PAYMENTS,
                wish.body(),
                headers -> headers.set("DPoP", proof)
                        .set("Authorization", authorization)
                        .set("Idempotency-Key", wish.key()));
    }

    /** The same as the bytes of an HTTP/1.1 request, for those who do not send all of them. */
    public String asHttp1(URI node, Wish wish) {
        var proof = device.proof("POST", node + PAYMENTS, access, Instant.now(), RUN + NUMBERS.incrementAndGet());
        return "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
                        .formatted(PAYMENTS, node.getAuthority(), wish.body().length())
                + "DPoP: %s\r\nAuthorization: %s\r\nIdempotency-Key: %s\r\n\r\n%s"
                        .formatted(proof, authorization, wish.key(), wish.body());
    }

    boolean isOlderThan(Instant moment) {
        return refreshedAt.isBefore(moment);
    }

    /** Exchanges the refresh token, because access tokens live five minutes. */
    Mono<Void> refresh(Wire wire) {
        var proof = device.proof("POST", wire.gateway() + REFRESH, null);
        return wire.post(REFRESH, "{\"refresh_token\":\"" + refresh + "\"}", headers -> headers.set("DPoP", proof))
                .map(Payer::tokens)
                .doOnNext(this::keep)
                .then();
    }

    private static JsonNode tokens(Wire.Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException("A token was not refreshed: " + reply);
        }
        return JSON.readTree(reply.body());
    }

    private void keep(JsonNode answer) {
        access = answer.path("access_token").asString();
        authorization = AsciiString.of("DPoP " + access);
        refresh = answer.path("refresh_token").asString();
        refreshedAt = Instant.now();
    }
}
