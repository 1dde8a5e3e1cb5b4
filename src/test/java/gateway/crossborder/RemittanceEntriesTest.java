package gateway.crossborder;

import static gateway.crossborder.RemittanceExamples.NOW;
import static gateway.crossborder.RemittanceExamples.in;
import static gateway.crossborder.RemittanceExamples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.Remittance.Attention;
import gateway.crossborder.Remittance.State;
import gateway.crossborder.RemittanceInput.Heard;
import gateway.crossborder.RemittanceInput.LookedAt;
import gateway.crossborder.RemittanceInput.Paid;
import gateway.crossborder.RemittanceInput.PaidUnsendable;
import gateway.crossborder.RemittanceInput.PaymentEnded;
import gateway.crossborder.RemittanceStep.Moved;
import gateway.processors.correspondent.News.Returned;
import gateway.processors.correspondent.News.Stage;
import gateway.processors.correspondent.News.Status;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of a correspondent's liquidity each turn gives back: what can be sent to somebody else, and no more. */
class RemittanceEntriesTest {

    static Stream<Arguments> turns() {
        var waiting = in(new State.AwaitingPayment());
        var watched = waiting.watched(new Attention("accepted although it was never sent", NOW));
        var sent = in(new State.Sent(NOW));
        return Stream.of(
                Arguments.of("paid", waiting, new Paid(), null),
                Arguments.of("paid, and cannot be sent", waiting, new PaidUnsendable("no link"), back("100")),
                Arguments.of("never paid", waiting, new PaymentEnded(), back("100")),
                Arguments.of("looked at while it waits for its payment", watched, new LookedAt(), null),
                Arguments.of("settled", sent, said(sent, Stage.SETTLED), null),
                Arguments.of("rejected", sent, said(sent, Stage.REJECTED), back("100")),
                Arguments.of("returned in part", sent, back(sent, usd("75.01")), back("75.01")),
                Arguments.of(
                        "returned after delivery",
                        in(new State.Delivered(NOW, true)),
                        back(sent, usd("100")),
                        back("100")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("turns")
    void givesBackWhatCanBeSentToSomebodyElse(
            String name, Remittance before, RemittanceInput input, @Nullable Money change) {
        var step = (Moved) RemittanceLifecycle.step(before, input, NOW);

        var parts = RemittanceEntries.of(before, step, List.of(), NOW).parts();

        var taken = parts.stream()
                .filter(TakeLiquidity.class::isInstance)
                .map(TakeLiquidity.class::cast)
                .toList();
        assertThat(taken)
                .isEqualTo(
                        change == null ? List.of() : List.of(new TakeLiquidity(before.correspondent(), change, null)));
    }

    private static Money back(String sum) {
        return Money.zero(Asset.USD).minus(usd(sum));
    }

    private static RemittanceInput said(Remittance it, Stage stage) {
        return new Heard(new Status(it.uetr(), "MSG-1", NOW, stage, "AC04", null));
    }

    private static RemittanceInput back(Remittance it, Money sum) {
        return new Heard(new Returned(it.uetr(), "MSG-2", NOW, sum, Money.zero(Asset.USD), "AC04", null));
    }
}
