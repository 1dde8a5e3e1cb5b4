package gateway.crossborder;

import gateway.payments.PaidFor;
import gateway.platform.journal.Part;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Takes of what a correspondent lets us owe, or gives it back.
 *
 * @param change negative where it is given back, which is never refused
 * @param cap how much may be taken in total; null where nothing more is taken
 */
public record TakeLiquidity(
        String correspondent, Money change, @Nullable Money cap) implements Part {

    /** Somebody else took it first. */
    public record Exhausted() implements PaidFor.NotToBeHad {

        @Override
        public ProblemException problem() {
            return CrossBorderProblem.LIQUIDITY_EXHAUSTED
                    .because("Try again later, or send less")
                    .with("retryAfter", 60);
        }
    }
}
