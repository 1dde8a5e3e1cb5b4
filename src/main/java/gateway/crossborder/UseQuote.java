package gateway.crossborder;

import gateway.payments.PaidFor;
import gateway.platform.journal.Part;
import gateway.shared.ids.QuoteId;
import gateway.shared.problems.ProblemException;
import java.time.Instant;

/** Uses a quote up, once, and only before it expires. */
public record UseQuote(QuoteId quote, Instant at) implements Part {

    /** Why it cannot be used. */
    public enum QuoteRefusal implements PaidFor.NotToBeHad {
        NOT_FOUND(CrossBorderProblem.QUOTE_NOT_FOUND, "No such quote"),
        USED(CrossBorderProblem.QUOTE_USED, "Ask for a new quote"),
        EXPIRED(CrossBorderProblem.QUOTE_EXPIRED, "Ask for a new quote");

        private final CrossBorderProblem problem;
        private final String detail;

        QuoteRefusal(CrossBorderProblem problem, String detail) {
            this.problem = problem;
            this.detail = detail;
        }

        @Override
        public ProblemException problem() {
            return problem.because(detail);
        }
    }
}
