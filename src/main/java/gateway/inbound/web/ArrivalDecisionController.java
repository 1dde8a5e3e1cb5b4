package gateway.inbound.web;

import gateway.payments.decisions.About;
import gateway.payments.decisions.DecisionList;
import gateway.payments.decisions.ReadDecisions;
import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.PartnerId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the bank's staff why arrivals were let through or refused. */
@RestController
class ArrivalDecisionController {

    private final ReadDecisions decisions;

    ArrivalDecisionController(ReadDecisions decisions) {
        this.decisions = decisions;
    }

    /**
     * Why an arrival was let through or refused, by its partner's name for it, latest first: every check with its rule,
     * what it looked at and when; also of one that was refused at its check, of which nothing else is kept. Empty where
     * nothing was decided under that name. For staff.
     */
    @GetMapping("/admin/api/partners/{partner}/arrivals/{id}/decisions")
    Mono<DecisionList> decisions(
            @Needs({StaffRole.SUPPORT, StaffRole.COMPLIANCE, StaffRole.FRAUD, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String partner,
            @PathVariable String id) {
        var sender = PartnerId.parse(partner)
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("Ids of partners look like ptn_")
                        .with("field", "partner"));
        return DecisionList.of(decisions.about(About.arrival(sender.value(), id)));
    }
}
