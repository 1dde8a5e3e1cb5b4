package gateway;

import static gateway.platform.http.StaffRole.ADMINISTRATOR;
import static gateway.platform.http.StaffRole.AUDITOR;
import static gateway.platform.http.StaffRole.OPERATIONS;
import static gateway.platform.http.StaffRole.SUPPORT;

import gateway.platform.http.StaffRole;
import java.util.Map;
import java.util.Set;

/** The lines of {@link AccessMatrixScenario} that are about partners. */
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

    /** What partners call with keys and signatures of their own. */
    static final Map<String, Integer> ANYBODY = Map.ofEntries(
            Map.entry("GET /v1/events", 401),
            Map.entry("POST /v1/events/replays", 401),
            Map.entry("POST /cbt/v1/transfer/convert", 401),
            Map.entry("POST /cbt/v1/transfer/receiver_banks", 401),
            Map.entry("POST /cbt/v1/transfer/check_credit", 401),
            Map.entry("POST /cbt/v1/transfer/confirm_credit", 401),
            Map.entry("POST /cbt/v1/transfer/status", 401),
            Map.entry("POST /cbt/v1/transfer/transfer_list", 401),
            Map.entry("GET /cbt/v1/account/operations", 401),
            Map.entry("GET /cbt/v1/account/closing_balance", 401));

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
