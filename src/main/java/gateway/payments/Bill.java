package gateway.payments;

import gateway.cards.Scheme;
import java.time.Duration;

/**
 * The customer's account at an operator, which shows them a bill in its app; they pay it there or do not.
 *
 * @param phone by which the operator knows them, international digits without plus
 * @param within so long they have, once it is shown
 */
public record Bill(Scheme scheme, String phone, Duration within) implements OnRail {

    /** Without the phone. */
    @Override
    public String toString() {
        return "Bill[" + scheme + ", " + within + "]";
    }
}
