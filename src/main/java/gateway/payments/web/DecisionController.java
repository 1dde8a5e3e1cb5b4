package gateway.payments.web;

import gateway.payments.PaymentProblem;
import gateway.payments.decisions.ReadDecisions;
import gateway.payments.decisions.RecordDecision;
import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.rulebook.Judgement;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the bank's staff why payments were allowed or refused. */
@RestController
class DecisionController {

    private final ReadDecisions decisions;

    DecisionController(ReadDecisions decisions) {
        this.decisions = decisions;
    }

    /**
     * @param step made, confirmed or reviewed
     * @param outcome allowed, step_up, review or refused
     */
    record DecisionView(
            String payment, String customer, String step, String outcome, Instant at, List<JudgementView> checks) {

        static DecisionView of(RecordDecision it) {
            return new DecisionView(
                    it.payment().toString(),
                    it.customer().toString(),
                    step(it.step()),
                    it.outcome().code(),
                    it.at(),
                    it.judgements().stream().map(JudgementView::of).toList());
        }

        private static String step(int number) {
            return switch (number) {
                case RecordDecision.MADE -> "made";
                case RecordDecision.CONFIRMED -> "confirmed";
                default -> "reviewed";
            };
        }
    }

    /**
     * @param rule null when no rule spoke
     * @param inputs what was looked at, masked
     */
    record JudgementView(
            String check, String outcome, @Nullable String rule, int version, Map<String, String> inputs, Instant at) {

        static JudgementView of(Judgement it) {
            return new JudgementView(it.check(), it.outcome().code(), it.rule(), it.version(), it.inputs(), it.at());
        }
    }

    /** In the order in which they were made. */
    record DecisionList(List<DecisionView> decisions) {}

    /** Why a payment was allowed or refused: every check with its rule, what it looked at and when. For staff. */
    @GetMapping("/admin/api/payments/{id}/decisions")
    Mono<DecisionList> ofPayment(
            @Needs({StaffRole.SUPPORT, StaffRole.COMPLIANCE, StaffRole.FRAUD, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String id) {
        var payment =
                PaymentId.parse(id).orElseThrow(() -> PaymentProblem.PAYMENT_NOT_FOUND.because("Ids look like pay_"));
        return decisions
                .of(payment)
                .map(DecisionView::of)
                .collectList()
                .filter(found -> !found.isEmpty())
                .switchIfEmpty(Mono.error(PaymentProblem.PAYMENT_NOT_FOUND.because("Nothing was decided about it")))
                .map(DecisionList::new);
    }

    /** What a customer was refused, latest first. For staff. */
    @GetMapping("/admin/api/customers/{id}/refusals")
    Mono<DecisionList> refusedTo(
            @Needs({StaffRole.SUPPORT, StaffRole.COMPLIANCE, StaffRole.FRAUD, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String id) {
        var customer = CustomerId.parse(id)
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("Ids of customers look like cus_")
                        .with("field", "id"));
        return decisions.refusedTo(customer).map(DecisionView::of).collectList().map(DecisionList::new);
    }
}
