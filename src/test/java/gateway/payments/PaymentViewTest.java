package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What customers may ask for is what they are shown. */
class PaymentViewTest {

    @Test
    void theStatusesThatCanBeAskedForAreThoseOfAllStates() {
        assertThat(Examples.everyState().map(PaymentView::statusOf).collect(Collectors.toSet()))
                .isEqualTo(PaymentView.STATUSES);
    }
}
