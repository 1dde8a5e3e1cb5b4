package gateway.operators;

import gateway.limits.Use;
import gateway.operators.OperatorTransaction.State.Performed;
import gateway.payments.decisions.About;
import gateway.payments.decisions.Checks;
import gateway.payments.decisions.RecordDecision;
import gateway.payments.decisions.UseText;
import gateway.platform.journal.Refusal;
import gateway.rulebook.Judgement;
import gateway.rulebook.Judgement.Outcome;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is kept of decisions about money that operators bring to customers. */
final class TopUpTrail {

    private static final String SIDE = "payee";

    /** Of whom orders were looked for. */
    private static final String SUBJECTS = "customer, account";

    private TopUpTrail() {}

    /** It is known from now on, and may have been performed with that. */
    static RecordDecision announced(OperatorTransaction it, Use use) {
        var at = it.createdAt();
        return new RecordDecision(
                about(it),
                new PaymentId(it.id()),
                use.customer(),
                step(it),
                Outcome.ALLOWED,
                at,
                List.of(
                        Checks.unrestricted(SIDE, at),
                        Checks.noOrder(SUBJECTS, at),
                        Checks.limits(UseText.inputs(use), null, at)));
    }

    /** It was counted when it was announced, so limits say nothing more. */
    static RecordDecision performed(OperatorTransaction it, CustomerId owner, Instant at) {
        return new RecordDecision(
                about(it),
                new PaymentId(it.id()),
                owner,
                RecordDecision.CONFIRMED,
                Outcome.ALLOWED,
                at,
                List.of(Checks.unrestricted(SIDE, at), Checks.noOrder(SUBJECTS, at)));
    }

    /**
     * Empty where no check spoke against it.
     *
     * @param id a new one: the operator may ask again, and may be refused again
     */
    static Optional<RecordDecision> refused(UUID id, OperatorTransaction it, Use use, Refusal refusal, Instant at) {
        return Checks.refusal(refusal, SIDE, use, at)
                .map(judgement -> new RecordDecision(
                        about(it),
                        new PaymentId(id),
                        use.customer(),
                        step(it),
                        Outcome.REFUSED,
                        at,
                        List.<Judgement>of(judgement)));
    }

    private static int step(OperatorTransaction it) {
        return it.state() instanceof Performed ? RecordDecision.CONFIRMED : RecordDecision.MADE;
    }

    static About about(OperatorTransaction it) {
        return About.topUp(it.key().operator().name(), it.key().theirId());
    }
}
