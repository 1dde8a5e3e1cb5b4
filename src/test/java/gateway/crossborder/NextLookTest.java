package gateway.crossborder;

import static gateway.crossborder.RemittanceExamples.NOW;
import static gateway.crossborder.RemittanceExamples.cause;
import static gateway.crossborder.RemittanceExamples.in;
import static gateway.crossborder.RemittanceExamples.uzs;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.Remittance.Attention;
import gateway.crossborder.Remittance.Cause.Kind;
import gateway.crossborder.Remittance.State;
import gateway.crossborder.RemittanceInput.LookedAt;
import gateway.crossborder.RemittanceInput.Overdue;
import gateway.crossborder.RemittanceStep.Moved;
import org.junit.jupiter.api.Test;

/** When a node looks at a remittance of its own accord. */
class NextLookTest {

    @Test
    void whatIsUnderWayIsLookedForWhenItsTimeIsOver() {
        for (var state : new State[] {new State.Sent(NOW), new State.Accepted(NOW)}) {
            assertThat(NextLook.at(in(state), NOW)).isEqualTo(in(state).finalBy());
        }
    }

    @Test
    void moneyThatGoesBackIsSeenToAtOnce() {
        var giving = in(new State.GivingBack(uzs("5"), cause(Kind.REJECTED), NOW));

        assertThat(NextLook.at(giving, NOW)).isEqualTo(NOW);
        assertThat(NextLook.at(giving.watched(new Attention("closed", NOW)), NOW))
                .isNull();
    }

    @Test
    void whatIsOverOrWithSomebodyElseIsNotLookedAt() {
        assertThat(RemittanceExamples.oneOfEach().stream()
                        .filter(it -> NextLook.at(it, NOW) != null)
                        .map(it -> RemittanceView.statusOf(it.state())))
                .containsExactly("sent", "accepted", "giving_back");
    }

    /** Two people have looked at one that is overdue: a second later it must not wait for them again. */
    @Test
    void whoHasLookedIsLeftInPeaceForAsLongAgain() {
        var sent = in(new State.Sent(NOW));
        var over = sent.finalBy();
        var watched = ((Moved) RemittanceLifecycle.step(sent, new Overdue(), over)).next();
        var looked = ((Moved) RemittanceLifecycle.step(watched, new LookedAt(), over)).next();

        assertThat(NextLook.at(watched, over)).isNull();
        assertThat(NextLook.at(looked, over)).isEqualTo(over.plus(sent.quote().within()));
    }
}
