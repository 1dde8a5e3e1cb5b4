package gateway;

import static gateway.platform.http.StaffRole.AUDITOR;
import static gateway.platform.http.StaffRole.COMPLIANCE;
import static gateway.platform.http.StaffRole.FRAUD;
import static gateway.platform.http.StaffRole.OPERATIONS;
import static gateway.platform.http.StaffRole.SUPPORT;

import gateway.platform.http.StaffRole;
import java.util.Map;
import java.util.Set;

/** The lines of {@link PermissionMatrixScenario} about cards that we issued. */
final class IssuedCardLines {

    private static final Set<StaffRole> DESK = Set.of(SUPPORT, OPERATIONS);

    private static final Set<StaffRole> READ = Set.of(SUPPORT, OPERATIONS, COMPLIANCE, FRAUD, AUDITOR);

    static final Map<String, Set<StaffRole>> STAFF = Map.of(
            "GET /admin/api/customers/{id}/issued-cards", READ,
            "GET /admin/api/issued-cards/{id}", READ,
            "POST /admin/api/issued-cards/{id}/freeze", DESK,
            "POST /admin/api/issued-cards/{id}/replace", DESK,
            "POST /admin/api/issued-cards/{id}/unblock-pin", DESK);

    static final Map<String, Integer> CUSTOMER = Map.ofEntries(
            Map.entry("GET /v1/issued-cards", 200),
            Map.entry("POST /v1/issued-cards", 422),
            Map.entry("GET /v1/issued-cards/{id}", 404),
            Map.entry("POST /v1/issued-cards/{id}/activate", 404),
            Map.entry("POST /v1/issued-cards/{id}/close", 404),
            Map.entry("GET /v1/issued-cards/{id}/controls", 404),
            Map.entry("PUT /v1/issued-cards/{id}/controls", 404),
            Map.entry("POST /v1/issued-cards/{id}/freeze", 404),
            Map.entry("POST /v1/issued-cards/{id}/lost", 404),
            Map.entry("POST /v1/issued-cards/{id}/number", 404),
            Map.entry("POST /v1/issued-cards/{id}/pin", 404),
            Map.entry("POST /v1/issued-cards/{id}/replace", 404),
            Map.entry("POST /v1/issued-cards/{id}/stolen", 404),
            Map.entry("POST /v1/issued-cards/{id}/unfreeze", 404),
            Map.entry("GET /v1/issued-cards/{id}/uses", 404));

    private IssuedCardLines() {}

    /** A body with which the owner would be heard. */
    static String body(String line) {
        return switch (line.substring(line.lastIndexOf('/') + 1)) {
            case "pin" -> "{\"pin\":\"84621\"}";
            case "replace" -> "{\"number\":\"new\"}";
            case "controls" -> "{\"limits\":[],\"singleUse\":true,\"merchantLocked\":false}";
            default -> "{}";
        };
    }
}
