package gateway.fraud.rules;

import gateway.fraud.Attempt;
import gateway.fraud.Channel;
import gateway.fraud.StateFinding;
import gateway.fraud.Verdict;
import gateway.rulebook.RuleHead;
import gateway.shared.money.Money;
import java.util.List;
import java.util.Set;

/** What becomes of attempts that the state antifraud says nothing about. */
public record FailPolicy(List<Clause> clauses) {

    /**
     * Closed for the first payment to a payee, open below an amount, review above.
     *
     * @param channels for which it holds
     * @param openBelow what is less may go on
     */
    public record Clause(RuleHead head, Set<Channel> channels, Money openBelow) {

        public Clause {
            channels = Set.copyOf(channels);
        }

        private boolean concerns(Attempt attempt) {
            return head.validity().holds(attempt.at())
                    && channels.contains(attempt.channel())
                    && attempt.amount().asset().equals(openBelow.asset());
        }

        private Verdict verdict(Attempt attempt) {
            if (attempt.payee().first()) {
                return Verdict.REFUSE;
            }
            return openBelow.isGreaterThan(attempt.amount()) ? Verdict.ALLOW : Verdict.REVIEW;
        }
    }

    public FailPolicy {
        clauses = List.copyOf(clauses);
    }

    /**
     * Where no clause speaks, a person looks at it: silence is never a yes.
     *
     * @param why they were not heard
     */
    public StateFinding verdict(Attempt attempt, String why) {
        return clauses.stream()
                .filter(clause -> clause.concerns(attempt))
                .findFirst()
                .map(clause -> new StateFinding(
                        StateFinding.Outcome.SILENT,
                        clause.verdict(attempt),
                        why,
                        "",
                        clause.head().id(),
                        clause.head().version(),
                        clause.head().citation()))
                .orElseGet(() -> new StateFinding(StateFinding.Outcome.SILENT, Verdict.REVIEW, why, "", null, 0, null));
    }
}
