package gateway.compliance;

/** Compares both sides of a payment with the lists in force. */
@FunctionalInterface
public interface ScreenPayment {

    /**
     * From memory, in less than a millisecond; waits for nothing, asks nobody, never throws for what a name is like.
     */
    PaymentScreening of(Party payer, Party payee);
}
