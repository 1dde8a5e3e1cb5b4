package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Movement;
import gateway.fraud.Subject;
import gateway.fraud.Subject.Kind;
import gateway.payments.Payment.Destination;
import gateway.payments.Payment.Source;
import gateway.shared.ids.AccountId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What monitoring hears of payments, and what an order can stop of those that wait. */
class AttemptsTest {

    /** Else no rule of high-risk countries ever sees a remittance. */
    @Test
    void aRemittancesCountryIsTold() {
        var remittance = Examples.remittance(Examples.WAITING);
        var country = ((Destination.ToRemittance) remittance.destination()).country();

        assertThat(Attempts.movements(remittance, Instant.EPOCH))
                .singleElement()
                .returns(country, Movement::country)
                .returns(Movement.Direction.OUT, Movement::direction);
    }

    @Test
    void anOrderStopsAWaitingPaymentByItsCustomerAndByWhatPays() {
        var byCard = Examples.cardToMerchant(Examples.WAITING);
        var byWallet = Examples.walletToMerchant(Examples.IN_REVIEW);
        var customer = byCard.customer().value();
        var card = ((Source.OwnCard) byCard.source()).card();

        assertThat(Attempts.subjects(byCard))
                .containsExactlyInAnyOrder(new Subject(Kind.CUSTOMER, customer), new Subject(Kind.CARD, card.value()));
        assertThat(Attempts.subjects(byWallet))
                .containsExactlyInAnyOrder(
                        new Subject(Kind.CUSTOMER, customer),
                        new Subject(
                                Kind.ACCOUNT,
                                AccountId.of(customer, byWallet.amount().asset())
                                        .value()));
    }
}
