package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Movement;
import gateway.payments.Payment.Destination;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What monitoring hears of payments. */
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
}
