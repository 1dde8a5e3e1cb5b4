package gateway.operators.click;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.operators.wire.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever may have debited a payer hears no refusal of ours but the two that its protocol allows. */
class ClickFaultsTest {

    private final ClickProtocol click =
            new ClickProtocol(new ClickSettings(null, null, List.of(), 1, 2, Duration.ofHours(1)), null, null);

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatWeCannotTellIsNoAnswerOfTheProtocol(Fault fault) {
        boolean isOurs = fault == Fault.UNAVAILABLE || fault == Fault.BROKEN;

        assertThat(click.refuse(fault).status()).isEqualTo(isOurs ? 503 : 200);
    }
}
