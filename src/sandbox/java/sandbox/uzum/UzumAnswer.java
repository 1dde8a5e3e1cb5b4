package sandbox.uzum;

import java.util.Optional;
import sandbox.faults.Fault;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What Uzum says to one call, always with HTTP 200, and how badly it says it. */
record UzumAnswer(ObjectNode body, Optional<Fault> fault) {

    static UzumAnswer done(String payment, String status) {
        return new UzumAnswer(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error_code", 0)
                        .putNull("error_message")
                        .put("payment_id", payment)
                        .put("payment_status", status),
                Optional.empty());
    }

    static UzumAnswer error(int code, String message) {
        return new UzumAnswer(
                JsonNodeFactory.instance.objectNode().put("error_code", code).put("error_message", message),
                Optional.empty());
    }

    /** The same about a payment that nobody asked about. */
    UzumAnswer ofAnother() {
        return body.has("payment_id") ? new UzumAnswer(body.deepCopy().put("payment_id", "another"), fault) : this;
    }

    UzumAnswer with(Optional<Fault> met) {
        return new UzumAnswer(body, met);
    }
}
