package gateway.payments;

import gateway.limits.Circumstances;
import gateway.limits.Metered;
import java.util.List;

/**
 * What is counted with a payment beside what it says itself.
 *
 * @param under what limits may go by
 * @param fees those that have a cap or a free quota
 * @param before whether limits counted its money before it was made
 */
public record Counted(Circumstances under, List<Metered> fees, boolean before) {

    public static final Counted NOTHING = new Counted(Circumstances.UNKNOWN, List.of());

    /** Whatever there is to count was counted when the money came. */
    public static final Counted BEFORE = new Counted(Circumstances.UNKNOWN, List.of(), true);

    /** What is counted with the payment. */
    public Counted(Circumstances under, List<Metered> fees) {
        this(under, fees, false);
    }

    public Counted {
        fees = List.copyOf(fees);
    }
}
