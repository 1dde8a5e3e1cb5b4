package gateway.operators.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** One call of JSON-RPC 2.0. Batches are not taken: no operator sends them, and half of one could be done. */
public sealed interface RpcCall {

    int LONGEST_NAME = 64;

    /** What the answer repeats, so that the operator knows to which call it belongs. */
    JsonNode id();

    /** @param method as it was asked, known or not; one line */
    record Asked(JsonNode id, String method, ObjectNode params) implements RpcCall {}

    /** JSON, and no such call. */
    record Unfit(JsonNode id) implements RpcCall {}

    /** Not JSON. */
    record Unreadable() implements RpcCall {

        @Override
        public JsonNode id() {
            return NullNode.getInstance();
        }
    }

    static RpcCall read(byte[] body) {
        return JsonText.read(body).map(RpcCall::read).orElseGet(Unreadable::new);
    }

    private static RpcCall read(JsonNode it) {
        var id = id(it.get("id"));
        var method = it.path("method");
        boolean named = JsonText.line(method, LONGEST_NAME).isPresent();
        var version = it.path("jsonrpc");
        boolean ofThisKind = version.isMissingNode()
                || (version.isString() && version.stringValue().equals("2.0"));
        return it.isObject() && !id.isNull() && named && ofThisKind && it.get("params") instanceof ObjectNode params
                ? new Asked(id, method.stringValue(), params)
                : new Unfit(id);
    }

    // Whatever is no number and no short text is not repeated: an answer is no mirror.
    private static JsonNode id(@Nullable JsonNode id) {
        if (id == null) {
            return NullNode.getInstance();
        }
        boolean usable = JsonText.whole(id).isPresent()
                || JsonText.line(id, LONGEST_NAME).isPresent();
        return usable ? id : NullNode.getInstance();
    }
}
