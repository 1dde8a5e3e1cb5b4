package sandbox.payme;

import java.util.Optional;
import sandbox.faults.Fault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Payme says to one call, and how badly it says it.
 *
 * @param result missing when there is an error
 * @param error 0 when there is none
 */
record PaymeAnswer(JsonNode result, int error, Optional<Fault> fault) {

    static PaymeAnswer result(JsonNode result) {
        return new PaymeAnswer(result, 0, Optional.empty());
    }

    static PaymeAnswer error(int code) {
        return new PaymeAnswer(JsonNodeFactory.instance.missingNode(), code, Optional.empty());
    }

    PaymeAnswer with(Optional<Fault> met) {
        return new PaymeAnswer(result, error, met);
    }

    ObjectNode envelope(JsonNode id) {
        var envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("jsonrpc", "2.0");
        envelope.set("id", id.isMissingNode() ? JsonNodeFactory.instance.nullNode() : id);
        if (error == 0) {
            envelope.set("result", result);
        } else {
            envelope.putObject("error").put("code", error).put("message", "Error " + error);
        }
        return envelope;
    }
}
