package gateway.payments;

import gateway.limits.Circumstances;
import gateway.limits.Metered;
import java.util.List;

/**
 * What is counted with a payment beside what it says itself.
 *
 * @param under what limits may go by
 * @param fees those that have a cap or a free quota
 */
public record Counted(Circumstances under, List<Metered> fees) {

    public static final Counted NOTHING = new Counted(Circumstances.UNKNOWN, List.of());

    public Counted {
        fees = List.copyOf(fees);
    }
}
