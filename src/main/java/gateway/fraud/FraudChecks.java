package gateway.fraud;

import gateway.shared.ids.PaymentId;
import reactor.core.publisher.Mono;

/** Whether somebody else may be behind a payment. Whoever opens payments asks once for each. */
public interface FraudChecks {

    /**
     * Judges by the orders in force, the bank's rules and the state antifraud. Never waits longer than the link's
     * deadline and a look into the database. Errors with {@link FraudProblem#RESTRICTIONS_UNKNOWN} when nobody can tell
     * which orders are in force. The verdict's parts go into the entry that opens the payment, which a
     * {@link RestrictionRefusal} may still refuse.
     */
    Mono<FraudVerdict> judge(Attempt attempt);

    /**
     * Call after that entry is committed, so that the next attempt sees this one at once. Without the call it is seen
     * within a second or two.
     */
    Mono<Void> opened(FraudVerdict verdict);

    /** Notes for the order's evidence that it stopped this payment; once, however often it is called. */
    Mono<Void> stopped(String order, PaymentId payment);
}
