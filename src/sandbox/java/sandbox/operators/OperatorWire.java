package sandbox.operators;

import java.util.Map;

/** How the kit reaches the gateway. */
public interface OperatorWire {

    Heard send(String method, String path, Map<String, String> headers, String body);

    default Heard post(String path, Map<String, String> headers, String body) {
        return send("POST", path, headers, body);
    }

    /** An answer as it came. */
    record Heard(int status, String body) {}
}
