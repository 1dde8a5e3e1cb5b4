package gateway;

import java.util.Map;

/** The lines of {@link PermissionMatrixScenario} that are for money sent abroad; see there. */
final class CrossBorderLines {

    static final Map<String, Integer> CUSTOMER = Map.ofEntries(
            Map.entry("GET /v1/corridors", 200),
            Map.entry("GET /v1/beneficiaries", 200),
            Map.entry("POST /v1/beneficiaries", 422),
            Map.entry("GET /v1/beneficiaries/{id}", 404),
            Map.entry("PUT /v1/beneficiaries/{id}", 404),
            Map.entry("DELETE /v1/beneficiaries/{id}", 404),
            Map.entry("POST /v1/quotes", 422),
            Map.entry("GET /v1/remittances", 200),
            Map.entry("POST /v1/remittances", 422),
            Map.entry("GET /v1/remittances/{id}", 404),
            Map.entry("POST /v1/remittances/{id}/recall", 404));

    private CrossBorderLines() {}
}
