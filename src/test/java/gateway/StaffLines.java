package gateway;

import static gateway.platform.http.StaffRole.ADMINISTRATOR;
import static gateway.platform.http.StaffRole.AUDITOR;
import static gateway.platform.http.StaffRole.COMPLIANCE;
import static gateway.platform.http.StaffRole.FRAUD;
import static gateway.platform.http.StaffRole.OPERATIONS;
import static gateway.platform.http.StaffRole.POLICY;
import static gateway.platform.http.StaffRole.SUPPORT;

import gateway.platform.http.StaffRole;
import java.util.Map;
import java.util.Set;

/** The lines of {@link PermissionMatrixScenario} that are for staff, each with the roles that open it. */
final class StaffLines {

    private static final Set<StaffRole> ACTS = Set.of(ADMINISTRATOR, POLICY, COMPLIANCE, FRAUD, OPERATIONS);
    private static final Set<StaffRole> ACTS_READ =
            Set.of(ADMINISTRATOR, POLICY, COMPLIANCE, FRAUD, OPERATIONS, AUDITOR);

    private static final Set<StaffRole> DECISIONS_READ = Set.of(SUPPORT, COMPLIANCE, FRAUD, AUDITOR);

    static final Map<String, Set<StaffRole>> ALL = Map.ofEntries(
            Map.entry("POST /admin/api/fraud/back-tests", Set.of(FRAUD)),
            Map.entry("POST /admin/api/fraud/incidents", Set.of(FRAUD)),
            Map.entry("GET /admin/api/fraud/orders/{id}", Set.of(FRAUD, AUDITOR)),
            Map.entry("GET /admin/api/compliance/cases", Set.of(COMPLIANCE, AUDITOR)),
            Map.entry("GET /admin/api/compliance/cases/{id}", Set.of(COMPLIANCE, AUDITOR)),
            Map.entry("GET /admin/api/compliance/cases/{id}/report", Set.of(COMPLIANCE, AUDITOR)),
            Map.entry("POST /admin/api/compliance/cases/{id}/decision", Set.of(COMPLIANCE)),
            Map.entry("POST /admin/api/compliance/cases/{id}/notes", Set.of(COMPLIANCE)),
            Map.entry("POST /admin/api/compliance/cases/{id}/proposal", Set.of(COMPLIANCE)),
            Map.entry("GET /admin/api/arrivals/reviews", Set.of(COMPLIANCE, AUDITOR)),
            Map.entry("POST /admin/api/arrivals/{id}/refuse", Set.of(COMPLIANCE)),
            Map.entry("GET /admin/api/kyc/{customer}", Set.of(COMPLIANCE, AUDITOR)),
            Map.entry("POST /admin/api/kyc/{customer}/verifications", Set.of(COMPLIANCE)),
            Map.entry("GET /admin/api/audit/checkpoint", Set.of(AUDITOR)),
            Map.entry("GET /admin/api/audit/events/{id}/proof", Set.of(AUDITOR)),
            Map.entry("GET /admin/api/kyc/{customer}/address", Set.of(COMPLIANCE, AUDITOR)),
            Map.entry("PUT /admin/api/kyc/{customer}/address", Set.of(COMPLIANCE)),
            Map.entry("GET /admin/api/acts", ACTS_READ),
            Map.entry("POST /admin/api/acts", ACTS),
            Map.entry("GET /admin/api/acts/{id}", ACTS_READ),
            Map.entry("POST /admin/api/acts/{id}/approve", ACTS),
            Map.entry("POST /admin/api/acts/{id}/refuse", ACTS),
            Map.entry("POST /admin/api/acts/{id}/withdraw", ACTS),
            Map.entry("GET /admin/api/corebanking/documents", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("POST /admin/api/corebanking/documents/{id}/resend", Set.of(OPERATIONS)),
            Map.entry("POST /admin/api/corebanking/statements", Set.of(OPERATIONS)),
            Map.entry("GET /admin/api/reconciliation/breaks", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("GET /admin/api/reconciliation/breaks/{id}", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("GET /admin/api/reconciliation/days/{date}", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("GET /admin/api/reconciliation/files", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("POST /admin/api/reconciliation/files", Set.of(OPERATIONS)),
            Map.entry("GET /admin/api/reconciliation/runs", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("POST /admin/api/reconciliation/runs/{counterparty}", Set.of(OPERATIONS)),
            Map.entry("GET /admin/api/tie-outs/{date}", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("GET /admin/api/customers/{id}/refusals", DECISIONS_READ),
            Map.entry("GET /admin/api/payments/{id}/decisions", DECISIONS_READ),
            Map.entry("GET /admin/api/issued-cards/{id}/decisions", DECISIONS_READ),
            Map.entry("GET /admin/api/operators/{operator}/transactions/{id}/decisions", DECISIONS_READ),
            Map.entry("GET /admin/api/partners/{partner}/arrivals/{id}/decisions", DECISIONS_READ),
            Map.entry("GET /admin/api/payments/reviews", Set.of(COMPLIANCE, FRAUD, AUDITOR)),
            Map.entry("POST /admin/api/payments/{id}/refuse", Set.of(COMPLIANCE, FRAUD)),
            Map.entry("GET /admin/api/notifications", Set.of(ADMINISTRATOR, OPERATIONS, SUPPORT, AUDITOR)),
            Map.entry("GET /admin/api/packs", Set.of(POLICY, AUDITOR)),
            Map.entry("GET /admin/api/personal-limits", Set.of(POLICY, SUPPORT, AUDITOR)),
            Map.entry("POST /admin/api/packs/{kind}", Set.of(POLICY)),
            Map.entry("GET /admin/api/fx/held-rates", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("GET /admin/api/fx/positions", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("GET /admin/api/fx/results", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("GET /admin/api/remittances/watched", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("POST /admin/api/invoices", Set.of(ADMINISTRATOR, OPERATIONS)),
            Map.entry("GET /admin/api/invoices/{number}", Set.of(ADMINISTRATOR, OPERATIONS, SUPPORT, AUDITOR)),
            Map.entry("POST /admin/api/invoices/{number}/close", Set.of(ADMINISTRATOR, OPERATIONS)),
            Map.entry("GET /admin/api/operators/{operator}/days/{date}", Set.of(OPERATIONS, AUDITOR)),
            Map.entry("GET /admin/api/operators/{operator}/transactions", Set.of(OPERATIONS, SUPPORT, AUDITOR)),
            Map.entry("GET /admin/api/operators/{operator}/transactions/{id}", Set.of(OPERATIONS, SUPPORT, AUDITOR)),
            Map.entry("POST /admin/api/merchants", Set.of(ADMINISTRATOR)),
            Map.entry("POST /admin/api/revocations", Set.of(ADMINISTRATOR, FRAUD)),
            Map.entry("POST /admin/api/screening", Set.of(COMPLIANCE, AUDITOR)));

    private StaffLines() {}
}
