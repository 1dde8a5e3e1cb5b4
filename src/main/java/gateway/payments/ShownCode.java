package gateway.payments;

import gateway.cards.Scheme;

/**
 * An account at an operator, named by the code that the operator's app shows its owner for a moment.
 *
 * @param code stored nowhere: empty in a payment that was read back
 */
public record ShownCode(Scheme scheme, String code) implements OnRail {

    /** Without the code. */
    @Override
    public String toString() {
        return "ShownCode[" + scheme + "]";
    }
}
