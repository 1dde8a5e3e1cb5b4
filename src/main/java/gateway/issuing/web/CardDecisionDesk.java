package gateway.issuing.web;

import static gateway.issuing.web.IssuedCardController.id;

import gateway.issuing.IssuedCards;
import gateway.payments.decisions.About;
import gateway.payments.decisions.DecisionList;
import gateway.payments.decisions.ReadDecisions;
import gateway.platform.http.Needs;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows the bank's staff why uses of issued cards were approved or refused. */
@RestController
class CardDecisionDesk {

    private final IssuedCards cards;
    private final ReadDecisions decisions;

    CardDecisionDesk(IssuedCards cards, ReadDecisions decisions) {
        this.cards = cards;
        this.decisions = decisions;
    }

    /**
     * Why the network heard yes or no about a card: every check with its rule, what it looked at and when. The latest
     * hundred, latest first. For staff.
     */
    @GetMapping("/admin/api/issued-cards/{id}/decisions")
    Mono<DecisionList> decisions(
            @Needs({StaffRole.SUPPORT, StaffRole.COMPLIANCE, StaffRole.FRAUD, StaffRole.AUDITOR}) Staff staff,
            @PathVariable String id) {
        return cards.any(id(id)).flatMap(card -> DecisionList.of(decisions.about(About.use(card.id()))));
    }
}
