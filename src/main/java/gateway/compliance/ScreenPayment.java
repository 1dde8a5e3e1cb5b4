package gateway.compliance;

import org.jspecify.annotations.Nullable;

/** Compares both sides of a payment with the lists in force. */
public interface ScreenPayment {

    /**
     * From memory, in less than a millisecond; waits for nothing, asks nobody, never throws for what a name is like.
     * Throws {@link ComplianceProblem#LISTS_UNKNOWN} in a node's first moments. A side is null where the bank does not
     * know what it is called.
     */
    PaymentScreening of(@Nullable Party payer, @Nullable Party payee, Occasion occasion);

    /** Whether nothing can be found, because there is no list and none has to be. Throws as {@link #of}. */
    boolean isIdle();
}
