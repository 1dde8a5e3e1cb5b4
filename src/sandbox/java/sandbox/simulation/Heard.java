package sandbox.simulation;

import gateway.operators.OperatorTransaction;
import gateway.operators.Outcome;
import gateway.operators.Why;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sandbox.simulation.Cashier.Call;

/** What an operator can take from an answer. */
final class Heard {

    /** A repeat of the same call may find it otherwise. */
    private static final Set<Why> PASSING =
            EnumSet.of(Why.INVOICE_HELD, Why.INVOICE_PAID, Why.INVOICE_CLOSED, Why.EXPIRED, Why.LIMIT_EXCEEDED);

    private Heard() {}

    /** Whether a repeat cannot hear anything else. */
    static boolean isStable(Call mine, Outcome outcome) {
        return !(outcome instanceof Outcome.No(var why, var _))
                || switch (mine) {
                    case ANNOUNCE -> !PASSING.contains(why);
                    case PERFORM -> true;
                    case CANCEL -> why != Why.CANNOT_GIVE_BACK && why != Why.TRANSACTION_UNKNOWN;
                };
    }

    static @Nullable OperatorTransaction transaction(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var it) -> it;
            case Outcome.Known(var it) -> it;
            case Outcome.No(var _, var it) -> it;
        };
    }

    static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var it) -> "done, " + it.state();
            case Outcome.Known(var it) -> "known, " + it.state();
            case Outcome.No(var why, var _) -> "no, " + why;
        };
    }
}
