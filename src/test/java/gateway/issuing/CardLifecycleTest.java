package gateway.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.CardAction.Actor;
import gateway.issuing.CardLifecycle.Moved;
import gateway.issuing.CardLifecycle.Refused;
import gateway.issuing.CardLifecycle.Unchanged;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CardLifecycleTest {

    @ParameterizedTest
    @CsvSource({
        "ORDERED, ACTIVATE, HOLDER, ACTIVE",
        "ACTIVE, FREEZE, HOLDER, FROZEN",
        "FROZEN, UNFREEZE, HOLDER, ACTIVE",
        "ACTIVE, FREEZE, BANK, BLOCKED",
        "FROZEN, FREEZE, BANK, FROZEN_BLOCKED",
        "BLOCKED, FREEZE, HOLDER, FROZEN_BLOCKED",
        "FROZEN_BLOCKED, UNFREEZE, HOLDER, BLOCKED",
        "FROZEN_BLOCKED, UNFREEZE, BANK, FROZEN",
        "BLOCKED, UNFREEZE, BANK, ACTIVE",
        "ACTIVE, REPORT_LOST, HOLDER, LOST",
        "LOST, REPORT_STOLEN, HOLDER, STOLEN",
        "LOST, REPLACE, HOLDER, CLOSED",
        "ACTIVE, RENEW, HOLDER, CLOSED",
        "BLOCKED, CLOSE, HOLDER, CLOSED",
        "STOLEN, EXPIRE, BANK, EXPIRED",
    })
    void moves(IssuedState from, CardAction action, Actor actor, IssuedState to) {
        assertThat(CardLifecycle.step(from, action, actor)).isEqualTo(new Moved(to));
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCKED, UNFREEZE, HOLDER, FROZEN_BY_BANK",
        "BLOCKED, REPLACE, HOLDER, FROZEN_BY_BANK",
        "FROZEN_BLOCKED, RENEW, HOLDER, FROZEN_BY_BANK",
        "ORDERED, FREEZE, HOLDER, NOT_POSSIBLE_NOW",
        "LOST, UNFREEZE, BANK, NOT_POSSIBLE_NOW",
        "LOST, RENEW, HOLDER, NOT_POSSIBLE_NOW",
        "STOLEN, REPORT_LOST, HOLDER, NOT_POSSIBLE_NOW",
        "ACTIVE, EXPIRE, HOLDER, NOT_POSSIBLE_NOW",
        "CLOSED, FREEZE, BANK, CARD_ENDED",
        "EXPIRED, REPLACE, HOLDER, CARD_ENDED",
    })
    void refuses(IssuedState from, CardAction action, Actor actor, IssuingProblem why) {
        assertThat(CardLifecycle.step(from, action, actor)).isEqualTo(new Refused(why));
    }

    @ParameterizedTest
    @CsvSource({"FROZEN, FREEZE, HOLDER", "BLOCKED, FREEZE, BANK", "ACTIVE, UNFREEZE, HOLDER", "CLOSED, CLOSE, HOLDER"})
    void doingTheSameAgainChangesNothing(IssuedState from, CardAction action, Actor actor) {
        assertThat(CardLifecycle.step(from, action, actor)).isEqualTo(new Unchanged());
    }

    @ParameterizedTest
    @EnumSource(
            value = IssuedState.class,
            names = {"CLOSED", "EXPIRED"})
    void nothingLeadsOutOfAnEnd(IssuedState end) {
        assertThat(next(end)).isEmpty();
    }

    /** Whatever the holder does, and however often, only the bank lifts what the bank froze. */
    @Test
    void noPathOfTheHoldersLeadsFromTheBanksFreezeToAUsableCard() {
        var reached = EnumSet.of(IssuedState.BLOCKED, IssuedState.FROZEN_BLOCKED);
        var open = new ArrayList<>(reached);
        while (!open.isEmpty()) {
            for (var step : steps(open.removeLast(), List.of(Actor.HOLDER)).toList()) {
                if (step instanceof Moved(var to) && reached.add(to)) {
                    open.add(to);
                }
            }
        }

        assertThat(reached).doesNotContain(IssuedState.ACTIVE, IssuedState.FROZEN, IssuedState.ORDERED);
        assertThat(reached).contains(IssuedState.LOST, IssuedState.CLOSED);
    }

    private static List<CardLifecycle.Step> next(IssuedState from) {
        return steps(from, List.of(Actor.values()))
                .filter(Moved.class::isInstance)
                .toList();
    }

    private static Stream<CardLifecycle.Step> steps(IssuedState from, List<Actor> actors) {
        return Stream.of(CardAction.values())
                .flatMap(action -> actors.stream().map(actor -> CardLifecycle.step(from, action, actor)));
    }
}
