package sandbox.chaos.operators;

import java.util.List;
import java.util.stream.Stream;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Stand;
import sandbox.operators.Teller.Step;

/** What becomes of a payment at its operator. */
enum Story {
    PAID("performed", Stand.PAID),
    GIVEN_BACK("returned", Stand.UNDONE),
    CALLED_OFF("cancelled", Stand.UNDONE);

    private final String state;
    private final Stand end;

    Story(String state, Stand end) {
        this.state = state;
        this.end = end;
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
        return steps().filter(step -> step != Step.ANNOUNCE || teller.announces())
                .toList();
    }

    private Stream<Step> steps() {
        return switch (this) {
            case PAID -> Stream.of(Step.ANNOUNCE, Step.PAY);
            case GIVEN_BACK -> Stream.of(Step.ANNOUNCE, Step.PAY, Step.UNDO);
            case CALLED_OFF -> Stream.of(Step.ANNOUNCE, Step.UNDO);
        };
    }

    static Stream<Story> of(Teller teller) {
        return Stream.of(values()).filter(story -> story != CALLED_OFF || teller.announces());
    }
}
