package sandbox.uzcard;

import java.util.Optional;
import sandbox.faults.Fault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What SVGate says to one call, and how badly it says it.
 *
 * @param result missing when there is an error
 * @param error 0 when there is none
 */
record SvAnswer(JsonNode result, int error, Optional<Fault> fault) {

    static SvAnswer result(JsonNode result) {
        return new SvAnswer(result, 0, Optional.empty());
    }

    static SvAnswer error(int code) {
        return new SvAnswer(JsonNodeFactory.instance.missingNode(), code, Optional.empty());
    }

    SvAnswer with(Optional<Fault> fault) {
        return new SvAnswer(result, error, fault);
    }
}
