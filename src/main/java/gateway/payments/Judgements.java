package gateway.payments;

import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.fraud.Finding;
import gateway.fraud.FraudVerdict;
import gateway.fraud.StateFinding;
import gateway.fraud.Verdict;
import gateway.payments.decisions.Checks;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the checks of other modules say, as it stands in a decision's trail. */
final class Judgements {

    private static final String FRAUD = "fraud";
    private static final String STATE = "state-antifraud";

    private Judgements() {}

    /**
     * Two people of compliance have decided that this customer neither pays nor is paid.
     *
     * @param payer whether it is who pays
     */
    static Judgement restricted(boolean payer, Instant at) {
        return Checks.restricted(payer ? "payer" : "payee", at);
    }

    /** The same, where the books were the first to know; empty for all other refusals. */
    static Optional<Judgement> restricted(Payment payment, Refusal refusal, Instant at) {
        return refusal instanceof CustomerRestricted(var who)
                ? Optional.of(restricted(who.equals(payment.customer()), at))
                : Optional.empty();
    }

    static List<Judgement> of(FraudVerdict verdict) {
        var all = new ArrayList<Judgement>();
        verdict.restriction().ifPresent(order -> all.add(Checks.order(order, verdict.at())));
        verdict.findings().forEach(finding -> all.add(of(finding, verdict.at())));
        if (verdict.state().outcome() != StateFinding.Outcome.NOT_ASKED) {
            all.add(of(verdict.state(), verdict.at()));
        }
        return all;
    }

    private static Judgement of(Finding it, Instant at) {
        var outcome = it.decides() ? outcome(it.verdict()) : Outcome.NOTED;
        var inputs = new TreeMap<>(it.inputs());
        inputs.put("reason", it.reason());
        return new Judgement(FRAUD, outcome, it.rule(), it.version(), inputs, at);
    }

    private static Judgement of(StateFinding it, Instant at) {
        var inputs = new TreeMap<>(Map.of(
                "answer", it.outcome().name().toLowerCase(java.util.Locale.ROOT),
                "reason", it.reason(),
                "reference", it.reference()));
        return new Judgement(STATE, outcome(it.verdict()), it.rule(), it.version(), inputs, at);
    }

    private static Outcome outcome(Verdict verdict) {
        return switch (verdict) {
            case ALLOW -> Outcome.ALLOWED;
            case STEP_UP -> Outcome.STEP_UP;
            case REVIEW -> Outcome.REVIEW;
            case REFUSE -> Outcome.REFUSED;
        };
    }
}
