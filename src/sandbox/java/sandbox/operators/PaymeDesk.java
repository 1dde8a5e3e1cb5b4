package sandbox.operators;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import sandbox.operators.OperatorWire.Heard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks as Payme does: JSON-RPC under the cash register's key. */
final class PaymeDesk {

    static final String PATH = "/operators/payme";
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

    private final KitWorld world;
    private volatile String key;

    PaymeDesk(KitWorld world) {
        this.world = world;
        this.key = world.secret();
    }

    /** From now on with another key; the one before. */
    String use(String other) {
        var before = key;
        key = other;
        return before;
    }

    /** Twenty-four hexadecimal digits, as Payme's ids are. */
    static String newId() {
        return "%024x".formatted(NAMES.incrementAndGet());
    }

    JsonNode call(String method, String params) {
        return send(
                "{\"jsonrpc\":\"2.0\",\"id\":2032,\"method\":\"%s\",\"params\":%s}".formatted(method, params),
                basic("Paycom", key));
    }

    JsonNode send(String body, String authorization) {
        return read(world.wire().post(PATH, Map.of("Authorization", authorization, "Content-Type", TEXT), body));
    }

    JsonNode withoutKey(String body) {
        return read(world.wire().post(PATH, Map.of("Content-Type", TEXT), body));
    }

    JsonNode sentWith(String method) {
        return read(world.wire().send(method, PATH, Map.of("Authorization", basic("Paycom", key)), "{}"));
    }

    String key() {
        return key;
    }

    static String basic(String login, String password) {
        var pair = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static JsonNode read(Heard heard) {
        KitFailure.unlessSame(200, heard.status(), "HTTP status");
        var node = JsonMapper.shared().readTree(heard.body());
        KitFailure.unless(node.has("result") != node.has("error"), "one of result and error: " + heard.body());
        return node;
    }

    private static final String TEXT = "text/json; charset=UTF-8";
}
