package gateway.payments;

import static gateway.payments.Examples.IN_REVIEW;
import static gateway.payments.Examples.NOW;
import static gateway.payments.Examples.cardToMerchant;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.Payment.Denial;
import gateway.payments.Payment.State;
import gateway.processors.DeclineReason;
import gateway.processors.TestRails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A payment that two people let go while no rail has room for it. */
class ReviewPaymentTest {

    private Instant now = NOW;
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final PaymentSettings settings = settings();
    private final TakenUp rig = new TakenUp(new Rails(_ -> List.of(), TestRails.guarded(), settings), settings, clock);

    @Test
    void itWaitsForARailUntilItsTimeIsOverAndIsDeclinedThen() {
        rig.release(new ReviewRelease(new UUID(1, 1), "a colleague", "they know the payee"));
        now = IN_REVIEW.until();
        assertThat(resolved()).isEmpty();
        assertThat(rig.written).isEmpty();

        now = IN_REVIEW.until().plusMillis(1);

        assertThat(resolved()).contains(new State.Declined(new Denial(DeclineReason.DO_NOT_HONOUR, null, null), now));
    }

    private Optional<State> resolved() {
        return rig.reviews
                .resolve(cardToMerchant(IN_REVIEW))
                .map(Payment::state)
                .blockOptional(Duration.ofSeconds(5));
    }

    private static PaymentSettings settings() {
        var second = Duration.ofSeconds(1);
        return new PaymentSettings(
                0, true, second, Duration.ofHours(1), second, second, second, 1, second, second, 1, "OQIM", "6012");
    }
}
