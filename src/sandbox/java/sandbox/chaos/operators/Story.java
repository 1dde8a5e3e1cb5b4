package sandbox.chaos.operators;

import java.util.List;
import java.util.stream.Stream;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Stand;
import sandbox.operators.Teller.Step;

/** What becomes of a payment at its operator. */
enum Story {
    PAID("performed", Stand.PAID, Step.ANNOUNCE, Step.PAY),
    GIVEN_BACK("returned", Stand.UNDONE, Step.ANNOUNCE, Step.PAY, Step.UNDO),
    CALLED_OFF("cancelled", Stand.UNDONE, Step.ANNOUNCE, Step.UNDO);

    private final String state;
    private final Stand end;
    private final List<Step> steps;

    Story(String state, Stand end, Step... steps) {
        this.state = state;
        this.end = end;
        this.steps = List.of(steps);
    }

    /** As the gateway's table calls it at the end. */
    String state() {
        return state;
    }

    Stand end() {
        return end;
    }

    /** Where nothing is announced there is nothing to be called off, and that step is left out. */
    List<Step> steps(Teller teller) {
        return steps.stream()
                .filter(step -> step != Step.ANNOUNCE || teller.announces())
                .toList();
    }

    static Stream<Story> of(Teller teller) {
        return Stream.of(values()).filter(story -> story != CALLED_OFF || teller.announces());
    }
}
