package gateway.fraud.web;

import gateway.fraud.FraudProblem;
import gateway.fraud.backtest.BackTestReport;
import gateway.fraud.backtest.TryPack;
import gateway.fraud.incidents.Incident;
import gateway.fraud.incidents.ReportIncident;
import gateway.fraud.restrictions.TakeOrders;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.PaymentId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the bank's staff do about fraud: try rules, report incidents, look at orders. */
@RestController
class FraudController {

    private final TryPack backTest;
    private final ReportIncident incidents;
    private final TakeOrders orders;
    private final Clock clock;

    FraudController(TryPack backTest, ReportIncident incidents, TakeOrders orders, Clock clock) {
        this.backTest = backTest;
        this.incidents = incidents;
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * @param pack the lines of a pack of fraud rules in YAML
     * @param days how far back
     */
    record BackTestRequest(
            @NotEmpty @Size(max = 4_000) List<@NotNull @Size(max = 800) String> pack,
            @Min(1) @Max(90) int days) {}

    /**
     * @param judged attempts that were replayed
     * @param frauds of them reported as fraud later
     * @param blocked that some rule would not have let through at once
     * @param falselyBlocked of them not reported as fraud
     * @param complete false when there were more attempts than a back-test reads
     */
    record BackTestView(
            long judged, long frauds, long blocked, long falselyBlocked, boolean complete, List<RuleView> rules) {

        static BackTestView of(BackTestReport it) {
            return new BackTestView(
                    it.judged(),
                    it.frauds(),
                    it.blocked(),
                    it.falselyBlocked(),
                    it.complete(),
                    it.rules().stream().map(RuleView::of).toList());
        }
    }

    /**
     * @param verdict {@code allow}, {@code step-up}, {@code review} or {@code refuse}
     * @param falseHits hits that were not reported as fraud
     * @param failures hits on which the rule could not be computed
     */
    record RuleView(
            String rule, int version, String verdict, long hits, long fraudHits, long falseHits, long failures) {

        static RuleView of(BackTestReport.Rule it) {
            return new RuleView(
                    it.rule(),
                    it.version(),
                    it.verdict().code(),
                    it.hits(),
                    it.fraudHits(),
                    it.falseHits(),
                    it.failures());
        }
    }

    /** Says what a pack of fraud rules would have done to the payments of the last days. For staff. */
    @PostMapping("/admin/api/fraud/back-tests")
    Mono<BackTestView> backTest(@Needs(StaffRole.FRAUD) Staff staff, @Valid @RequestBody BackTestRequest body) {
        return backTest.run(String.join("\n", body.pack()), body.days()).map(BackTestView::of);
    }

    /**
     * @param id a UUID of your own choice; the same again is the same incident
     * @param kind what happened
     */
    record IncidentRequest(
            @NotBlank @Size(max = 36) String id,
            @NotBlank @Size(max = 64) String paymentId,

            @NotBlank @Pattern(regexp = "account-takeover|social-engineering|stolen-card|mule|other")
            String kind,

            @NotBlank @Size(max = 500) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String note) {}

    /** @param reference the state's; not there until it has acknowledged the incident */
    record IncidentView(
            String id,
            String paymentId,
            String kind,
            String note,
            String reportedBy,
            Instant reportedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String reference) {

        static IncidentView of(Incident it) {
            return new IncidentView(
                    it.id().toString(),
                    it.payment().toString(),
                    it.kind(),
                    it.note(),
                    it.reportedBy(),
                    it.reportedAt(),
                    it.acknowledgedAt(),
                    it.reference());
        }
    }

    /** Reports a payment that was fraud; the state hears of it until it has acknowledged it. For staff. */
    @PostMapping("/admin/api/fraud/incidents")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<IncidentView> report(@Needs(StaffRole.FRAUD) Staff staff, @Valid @RequestBody IncidentRequest body) {
        var payment = PaymentId.parse(body.paymentId()).orElseThrow(() -> invalid("paymentId", "the id of a payment"));
        return incidents
                .report(new Incident(
                        id(body.id()), payment, body.kind(), body.note(), staff.name(), clock.instant(), null, null))
                .map(IncidentView::of);
    }

    private static UUID id(String text) {
        try {
            var id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            throw invalid("id", "a UUID");
        }
        throw invalid("id", "a UUID in lower case");
    }

    private static RuntimeException invalid(String field, String what) {
        return FraudProblem.INCIDENT_INVALID.because("That is not " + what).with("field", field);
    }

    /**
     * What shows how an order of the state was carried out: who or what it stops, when, and which payments. For staff.
     */
    @GetMapping("/admin/api/fraud/orders/{id}")
    Mono<OrderView> order(@Needs({StaffRole.FRAUD, StaffRole.AUDITOR}) Staff staff, @PathVariable String id) {
        return orders.evidence(id).map(it -> OrderView.of(it, clock.instant()));
    }
}
