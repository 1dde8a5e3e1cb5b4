package gateway;

import java.util.Map;

/**
 * The lines of {@link PermissionMatrixScenario} that are for payment operators and correspondents: none of them takes a
 * token of ours, and whoever calls from nowhere that is known is refused in the operator's own way.
 */
final class OperatorLines {

    static final Map<String, Integer> ANYBODY = Map.ofEntries(
            Map.entry("POST /operators/payme", 200),
            Map.entry("POST /operators/click", 200),
            Map.entry("POST /operators/click/prepare", 200),
            Map.entry("POST /operators/click/complete", 200),
            Map.entry("POST /operators/uzum/check", 400),
            Map.entry("POST /operators/uzum/create", 400),
            Map.entry("POST /operators/uzum/confirm", 400),
            Map.entry("POST /operators/uzum/reverse", 400),
            Map.entry("POST /operators/uzum/status", 400),
            Map.entry("POST /operators/paynet", 401),
            Map.entry("POST /operators/paynet-soap", 500),
            // Whoever posts without a seal, to whichever correspondent's address.
            Map.entry("POST /correspondents/{correspondent}/messages", 401));

    private OperatorLines() {}
}
