package gateway.issuing;

import static gateway.issuing.IssuingProblem.CARD_ENDED;
import static gateway.issuing.IssuingProblem.FROZEN_BY_BANK;
import static gateway.issuing.IssuingProblem.NOT_POSSIBLE_NOW;

import gateway.issuing.CardAction.Actor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every change that a card's life allows, as a table. What does not stand in it is refused; what leads to where the
 * card is already changes nothing.
 */
final class CardLifecycle {

    /**
     * From any of these, by this action, of the holder, the bank or any of both, to there; {@code !} says who forbids.
     */
    private static final String TABLE = """
        ordered,active                                       activate       holder  active
        active,frozen                                        freeze         holder  frozen
        blocked,frozen-blocked                               freeze         holder  frozen-blocked
        active,blocked                                       freeze         bank    blocked
        frozen,frozen-blocked                                freeze         bank    frozen-blocked
        active,frozen                                        unfreeze       holder  active
        frozen-blocked                                       unfreeze       holder  blocked
        blocked                                              unfreeze       holder  !bank
        active,blocked                                       unfreeze       bank    active
        frozen,frozen-blocked                                unfreeze       bank    frozen
        ordered,active,frozen,blocked,frozen-blocked,lost    report-lost    any     lost
        ordered,active,frozen,blocked,frozen-blocked         report-stolen  any     stolen
        lost,stolen                                          report-stolen  any     stolen
        ordered,active,frozen,lost,stolen                    replace        any     closed
        blocked,frozen-blocked                               replace        bank    closed
        blocked,frozen-blocked                               replace        holder  !bank
        active,frozen                                        renew          any     closed
        blocked,frozen-blocked                               renew          any     !bank
        ordered,active,frozen,blocked,frozen-blocked         close          any     closed
        lost,stolen,closed                                   close          any     closed
        ordered,active,frozen,blocked,frozen-blocked         expire         bank    expired
        lost,stolen,expired                                  expire         bank    expired
        """;

    private static final Map<Question, Step> STEPS = read();

    private CardLifecycle() {}

    /** What comes of an action. */
    sealed interface Step {}

    /** The card stands there now. */
    record Moved(IssuedState to) implements Step {}

    /** It stood there before. */
    record Unchanged() implements Step {}

    record Refused(IssuingProblem why) implements Step {}

    private record Question(IssuedState from, CardAction action, Actor actor) {}

    static Step step(IssuedState from, CardAction action, Actor actor) {
        var listed = STEPS.get(new Question(from, action, actor));
        if (listed != null) {
            return listed;
        }
        return new Refused(from.isFinal() ? CARD_ENDED : NOT_POSSIBLE_NOW);
    }

    private static Map<Question, Step> read() {
        var steps = new HashMap<Question, Step>();
        TABLE.lines().map(line -> line.split(" +", -1)).forEach(cells -> read(cells, steps));
        return Map.copyOf(steps);
    }

    private static void read(String[] cells, Map<Question, Step> steps) {
        for (var from : cells[0].split(",", -1)) {
            for (var actor : actors(cells[2])) {
                var state = IssuedState.of(from);
                var before = steps.put(new Question(state, CardAction.of(cells[1]), actor), step(state, cells[3]));
                if (before != null) {
                    throw new IllegalStateException("Two rows for " + Arrays.toString(cells));
                }
            }
        }
    }

    private static List<Actor> actors(String code) {
        return Arrays.stream(Actor.values())
                .filter(actor -> code.equals("any") || code.equals(actor.code()))
                .toList();
    }

    private static Step step(IssuedState from, String to) {
        if (to.equals("!bank")) {
            return new Refused(FROZEN_BY_BANK);
        }
        return from.code().equals(to) ? new Unchanged() : new Moved(IssuedState.of(to));
    }
}
