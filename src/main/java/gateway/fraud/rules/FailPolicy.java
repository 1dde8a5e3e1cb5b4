package gateway.fraud.rules;

import gateway.fraud.Attempt;
import gateway.fraud.Finding;
import gateway.fraud.StateFinding;
import gateway.fraud.Verdict;
import gateway.rulebook.Channel;
import gateway.rulebook.Dependency;
import gateway.rulebook.RuleHead;
import gateway.shared.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What becomes of attempts while something that their judgement waits for says nothing. */
public record FailPolicy(List<Clause> clauses) {

    /**
     * Closed for the first payment to a payee, open below an amount, review above.
     *
     * @param dependency which does not answer
     * @param channels for which it holds
     * @param openBelow what is less may go on
     */
    public record Clause(RuleHead head, Dependency dependency, Set<Channel> channels, Money openBelow) {

        public Clause {
            channels = Set.copyOf(channels);
        }

        private boolean concerns(Dependency silent, Attempt attempt) {
            return dependency == silent
                    && head.validity().holds(attempt.at())
                    && channels.contains(attempt.channel())
                    && attempt.amount().asset().equals(openBelow.asset());
        }

        private Verdict verdict(Attempt attempt) {
            if (attempt.payee().first()) {
                return Verdict.REFUSE;
            }
            return openBelow.isGreaterThan(attempt.amount()) ? Verdict.ALLOW : Verdict.REVIEW;
        }

        /** Whether both say the same, whenever they hold. */
        boolean saysTheSameAs(Clause other) {
            return head.citation().equals(other.head.citation())
                    && dependency == other.dependency
                    && channels.equals(other.channels)
                    && openBelow.equals(other.openBelow);
        }
    }

    public FailPolicy {
        clauses = List.copyOf(clauses);
    }

    private Optional<Clause> clause(Dependency silent, Attempt attempt) {
        return clauses.stream()
                .filter(clause -> clause.concerns(silent, attempt))
                .findFirst();
    }

    /**
     * Without the state's word. Where no clause speaks, a person looks at it: silence is never a yes.
     *
     * @param why they were not heard
     */
    public StateFinding verdict(Attempt attempt, String why) {
        return clause(Dependency.STATE_ANTIFRAUD, attempt)
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

    /** Without what was seen of late. Empty where no clause speaks: then nobody can judge the attempt now. */
    public Optional<Finding> withoutRecent(Attempt attempt) {
        return clause(Dependency.RECENT_PAYMENTS, attempt)
                .map(clause -> new Finding(
                        clause.head().id(),
                        clause.head().version(),
                        clause.head().citation(),
                        true,
                        clause.verdict(attempt),
                        "recent-payments-unknown",
                        false,
                        new TreeMap<>()));
    }
}
