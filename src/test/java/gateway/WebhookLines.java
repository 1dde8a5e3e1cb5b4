package gateway;

import static gateway.platform.http.StaffRole.ADMINISTRATOR;
import static gateway.platform.http.StaffRole.AUDITOR;
import static gateway.platform.http.StaffRole.OPERATIONS;
import static gateway.platform.http.StaffRole.SUPPORT;

import gateway.platform.http.StaffRole;
import java.util.Map;
import java.util.Set;

/** The lines of {@link PermissionMatrixScenario} that are about partners. */
final class WebhookLines {

    private static final String PARTNERS = " /admin/api/partners";
    private static final String ENDPOINT = PARTNERS + "/{partner}/endpoints/{endpoint}";
    private static final Set<StaffRole> READ = Set.of(ADMINISTRATOR, OPERATIONS, SUPPORT, AUDITOR);
    private static final Set<StaffRole> RUN = Set.of(ADMINISTRATOR, OPERATIONS);

    static final Map<String, Set<StaffRole>> STAFF = Map.ofEntries(
            Map.entry("GET" + PARTNERS, READ),
            Map.entry("POST" + PARTNERS, Set.of(ADMINISTRATOR)),
            Map.entry("GET" + PARTNERS + "/{partner}", READ),
            Map.entry("POST" + PARTNERS + "/{partner}/merchants", Set.of(ADMINISTRATOR)),
            Map.entry("DELETE" + PARTNERS + "/{partner}/merchants/{merchant}", Set.of(ADMINISTRATOR)),
            Map.entry("GET" + PARTNERS + "/{partner}/keys", Set.of(ADMINISTRATOR, AUDITOR)),
            Map.entry("POST" + PARTNERS + "/{partner}/keys", Set.of(ADMINISTRATOR)),
            Map.entry("DELETE" + PARTNERS + "/{partner}/keys/{key}", Set.of(ADMINISTRATOR)),
            Map.entry("POST" + PARTNERS + "/{partner}/keys/{key}/rotate", Set.of(ADMINISTRATOR)),
            Map.entry("GET" + PARTNERS + "/{partner}/signature-keys", Set.of(ADMINISTRATOR, AUDITOR)),
            Map.entry("POST" + PARTNERS + "/{partner}/signature-keys", Set.of(ADMINISTRATOR)),
            Map.entry("DELETE" + PARTNERS + "/{partner}/signature-keys/{key}", Set.of(ADMINISTRATOR)),
            Map.entry("GET" + PARTNERS + "/{partner}/endpoints", READ),
            Map.entry("POST" + PARTNERS + "/{partner}/endpoints", Set.of(ADMINISTRATOR)),
            Map.entry("POST" + ENDPOINT + "/disable", RUN),
            Map.entry("POST" + ENDPOINT + "/enable", RUN),
            Map.entry("POST" + ENDPOINT + "/secrets", Set.of(ADMINISTRATOR)),
            Map.entry("POST" + ENDPOINT + "/test", Set.of(ADMINISTRATOR, OPERATIONS, SUPPORT)),
            Map.entry("GET" + ENDPOINT + "/deliveries", READ),
            Map.entry("GET" + ENDPOINT + "/deliveries/{number}", READ),
            Map.entry("POST" + ENDPOINT + "/deliveries/{number}/replay", RUN),
            Map.entry("POST" + ENDPOINT + "/replays", RUN));

    private WebhookLines() {}

    /** The path with ids of nobody's. */
    static String named(String path) {
        var nobody = "00000000-0000-7000-8000-000000000000";
        return path.replace("{partner}", "ptn_" + nobody)
                .replace("{endpoint}", "wep_" + nobody)
                .replace("{merchant}", "mer_" + nobody)
                .replace("{key}", "pky_" + nobody)
                .replace("{number}", "1");
    }
}
