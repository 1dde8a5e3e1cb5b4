package sandbox.click;

import java.util.Optional;
import sandbox.faults.Fault;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What Click says to one call, and how badly it says it. */
record ClickAnswer(int status, ObjectNode body, Optional<Fault> fault) {

    private static final int OK = 200;

    static ObjectNode done() {
        return JsonNodeFactory.instance.objectNode().put("error_code", 0).put("error_note", "Success");
    }

    static ClickAnswer of(ObjectNode body) {
        return new ClickAnswer(OK, body, Optional.empty());
    }

    static ClickAnswer error(int code) {
        return of(JsonNodeFactory.instance.objectNode().put("error_code", code).put("error_note", "Error " + code));
    }

    static ClickAnswer status(int status) {
        return new ClickAnswer(status, error(-1).body(), Optional.empty());
    }

    ClickAnswer with(Optional<Fault> met) {
        return new ClickAnswer(status, body, met);
    }
}
