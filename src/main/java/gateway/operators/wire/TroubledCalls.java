package gateway.operators.wire;

import gateway.operators.Operator;
import gateway.operators.Outcome;
import gateway.operators.Why;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What protocols tell the bank's people about: somebody with a wrong password, money that cannot go back. */
@Component
public final class TroubledCalls {

    private static final Logger log = LoggerFactory.getLogger(TroubledCalls.class);

    private final OperatorMeters meters;

    TroubledCalls(OperatorMeters meters) {
        this.meters = meters;
    }

    public void wrongCredentials(Operator operator) {
        meters.turnedAway(operator, "credentials");
    }

    /** What became of a cancellation: where the money cannot go back, people should know. */
    public void note(Outcome cancelled) {
        if (cancelled instanceof Outcome.No(var why, var it) && why == Why.CANNOT_GIVE_BACK && it != null) {
            cannotGiveBack(it.key().operator(), it.number());
        }
    }

    /** What became of a payment whose payer the operator has debited already. */
    public void noteDebited(Outcome performed) {
        if (performed instanceof Outcome.No(var why, var it) && it != null && why != Why.ALREADY_CANCELLED) {
            log.atWarn()
                    .addKeyValue("operator", it.key().operator().name())
                    .addKeyValue("number", it.number())
                    .addKeyValue("why", why.name())
                    .log("An operator's payment could not be credited after its payer was debited, and is called off");
        }
    }

    private void cannotGiveBack(Operator operator, long number) {
        meters.unreturnable(operator);
        log.atWarn()
                .addKeyValue("operator", operator.name())
                .addKeyValue("number", number)
                .log("An operator wants money back that is not there any more");
    }

    public void passwordChanged(Operator operator) {
        log.atInfo().addKeyValue("operator", operator.name()).log("An operator changed its password");
    }
}
