package gateway.cards;

import static gateway.cards.CardState.FROZEN;
import static gateway.cards.CardState.LINKED;
import static gateway.cards.CardState.RECIPIENT;
import static gateway.cards.CardState.UNLINKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.shared.problems.ProblemException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an owner's wish makes of a card's state. */
class ControlCardTest {

    @Test
    void freezesAndUnfreezesAsOftenAsWished() {
        assertThat(ControlCard.frozen(LINKED)).isEqualTo(FROZEN);
        assertThat(ControlCard.frozen(FROZEN)).isEqualTo(FROZEN);
        assertThat(ControlCard.unfrozen(FROZEN)).isEqualTo(LINKED);
        assertThat(ControlCard.unfrozen(LINKED)).isEqualTo(LINKED);
    }

    @Test
    void refusesBothOnceUnlinked() {
        refuses(ControlCard::frozen, UNLINKED);
        refuses(ControlCard::unfrozen, UNLINKED);
        refuses(ControlCard::frozen, RECIPIENT);
        refuses(ControlCard::unfrozen, RECIPIENT);
    }

    @Test
    void linkingAgainRevivesButDoesNotThaw() {
        assertThat(UNLINKED.linkedAgain()).isEqualTo(LINKED);
        assertThat(LINKED.linkedAgain()).isEqualTo(LINKED);
        assertThat(FROZEN.linkedAgain()).isEqualTo(FROZEN);
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryStateByItsCode(CardState state) {
        assertThat(CardState.of(state.code())).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryRefusalByItsCode(LinkRefusal refusal) {
        assertThat(LinkRefusal.of(refusal.code())).isEqualTo(refusal);
    }

    private static void refuses(UnaryOperator<CardState> wish, CardState state) {
        assertThatThrownBy(() -> wish.apply(state))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(CardProblem.CARD_UNLINKED));
    }
}
