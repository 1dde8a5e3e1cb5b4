package gateway.payments.web;

import gateway.payments.PaymentProblem;
import gateway.payments.decisions.DecisionList;
import gateway.payments.decisions.ReadDecisions;
import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
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

    /** Why a payment was allowed or refused: every check with its rule, what it looked at and when. For staff. */
    @GetMapping("/admin/api/payments/{id}/decisions")
    Mono<DecisionList> ofPayment(
            @Needs({StaffRole.SUPPORT, StaffRole.COMPLIANCE, StaffRole.FRAUD, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String id) {
        var payment =
                PaymentId.parse(id).orElseThrow(() -> PaymentProblem.PAYMENT_NOT_FOUND.because("Ids look like pay_"));
        return DecisionList.of(decisions.of(payment))
                .filter(found -> !found.decisions().isEmpty())
                .switchIfEmpty(Mono.error(PaymentProblem.PAYMENT_NOT_FOUND.because("Nothing was decided about it")));
    }

    /** What a customer was refused, also of what others sent and of cards we issued, latest first. For staff. */
    @GetMapping("/admin/api/customers/{id}/refusals")
    Mono<DecisionList> refusedTo(
            @Needs({StaffRole.SUPPORT, StaffRole.COMPLIANCE, StaffRole.FRAUD, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String id) {
        var customer = CustomerId.parse(id)
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("Ids of customers look like cus_")
                        .with("field", "id"));
        return DecisionList.of(decisions.refusedTo(customer));
    }
}
