package sandbox.chaos.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sandbox.operators.Teller;
import sandbox.operators.Teller.Step;

/**
 * One payment, and the call of it that stands still until the gateway is killed.
 *
 * @param protocol as the kit calls it
 */
record Cell(String protocol, Teller teller, Story story, Step step, KillPoint point) {

    /** Every call that changes something, at every point. */
    static List<Cell> all(String protocol, Teller teller) {
        var cells = new ArrayList<Cell>();
        Story.of(teller).forEach(story -> {
            for (var step : story.steps(teller)) {
                // Calls of the same kind in another story add nothing, but for the last one.
                if (story == Story.PAID || step == Step.UNDO) {
                    for (var point : KillPoint.values()) {
                        cells.add(new Cell(protocol, teller, story, step, point));
                    }
                }
            }
        });
        return cells;
    }

    /** Its line in the matrix. */
    String row() {
        var call = step == Step.UNDO ? story.name() : step.name();
        return "%-12s %s".formatted(protocol, call.toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
