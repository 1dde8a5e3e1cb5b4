package gateway.issuing.web;

import gateway.issuing.IssuedCards;
import gateway.platform.http.Needs;
import gateway.platform.http.RequestProblem;
import gateway.platform.http.Staff;
import gateway.platform.http.StaffRole;
import gateway.shared.ids.CustomerId;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where the bank's staff finds the cards that a customer has from us. */
@RestController
class CustomersCardDesk {

    private final IssuedCards cards;

    CustomersCardDesk(IssuedCards cards) {
        this.cards = cards;
    }

    /** Lists a customer's issued cards, masked, latest first. */
    @GetMapping("/admin/api/customers/{id}/issued-cards")
    Mono<CustomersCardList> list(
            @Needs({StaffRole.SUPPORT, StaffRole.OPERATIONS, StaffRole.COMPLIANCE, StaffRole.FRAUD, StaffRole.AUDITOR})
                    Staff staff,
            @PathVariable String id) {
        var customer = CustomerId.parse(id)
                .orElseThrow(() -> RequestProblem.FIELD_INVALID
                        .because("Ids of customers look like cus_")
                        .with("field", "id"));
        return cards.of(customer).map(IssuedCardView::of).collectList().map(CustomersCardList::new);
    }

    /** Latest first, at most 200. */
    record CustomersCardList(List<IssuedCardView> cards) {}
}
