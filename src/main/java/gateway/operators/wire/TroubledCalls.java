package gateway.operators.wire;

import gateway.operators.Operator;
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

    /** @param number ours */
    public void cannotGiveBack(Operator operator, long number) {
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
