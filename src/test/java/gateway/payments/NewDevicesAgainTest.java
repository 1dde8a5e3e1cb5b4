package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.payments.ReplayJudgements.Both;
import gateway.payments.decisions.RecordDecision;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.rulebook.Operation;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions by another policy of new devices. */
class NewDevicesAgainTest {

    private static final Instant SINCE = Instant.parse("2026-11-26T09:00:00Z");
    private static final Instant AT = Instant.parse("2026-11-26T09:30:00Z");
    /** Ids carry when they were made. */
    private static final String DEVICE = new UUID(SINCE.toEpochMilli() << 16, 5).toString();

    private static NewDevicesAgain waiting(int minutes) {
        return new NewDevicesAgain((since, operation) -> operation == Operation.CARD_TO_CARD
                ? Optional.of(since.plus(Duration.ofMinutes(minutes)))
                : Optional.empty());
    }

    private static RecordDecision decided(Judgement... judgements) {
        return new RecordDecision(
                new PaymentId(new UUID(1, 1)),
                new CustomerId(new UUID(2, 2)),
                1,
                Outcome.ALLOWED,
                AT,
                List.of(judgements));
    }

    private static Judgement limits(String operation) {
        return Judgement.allowed("limits", Map.of("device", DEVICE, "operation", operation), AT);
    }

    @Test
    void aDeviceThatPaidWouldHaveHadToWait() {
        assertThat(waiting(60).judge(decided(limits("card-to-card"))))
                .contains(new Both("allowed", "waits until 2026-11-26T10:00:00Z"));
        assertThat(waiting(30).judge(decided(limits("card-to-card")))).contains(new Both("allowed", "allowed"));
        assertThat(waiting(60).judge(decided(limits("top-up")))).contains(new Both("allowed", "allowed"));
    }

    @Test
    void aDeviceThatHadToWaitWouldHavePaid() {
        var inputs = new TreeMap<>(
                Map.of("operation", "card-to-card", "device-since", SINCE.toString(), "until", "2026-11-26T10:00:00Z"));
        var refused = new Judgement("device", Outcome.REFUSED, "new-device", 1, inputs, AT);

        assertThat(waiting(0).judge(decided(refused)))
                .contains(new Both("waits until 2026-11-26T10:00:00Z", "allowed"));
        assertThat(waiting(60).judge(decided(refused)))
                .hasValueSatisfying(both -> assertThat(both.differ()).isFalse());
    }

    @Test
    void whereNothingTellsTheDeviceNothingIsSaid() {
        assertThat(waiting(60).judge(decided(Judgement.allowed("limits", Map.of("operation", "card-to-card"), AT))))
                .isEmpty();
    }
}
