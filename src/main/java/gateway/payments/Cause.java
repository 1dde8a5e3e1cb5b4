package gateway.payments;

import gateway.platform.journal.ClaimKey;
import gateway.rulebook.Judgement;
import java.util.List;

/**
 * Why a payment moves on.
 *
 * @param claims the key of the request that moves it, where one does
 * @param said what people said about it, for the decision's trail
 */
record Cause(List<ClaimKey> claims, List<Judgement> said) {

    /** A rail answered, or time passed. */
    static final Cause NONE = new Cause(List.of(), List.of());

    static Cause request(ClaimKey claim) {
        return new Cause(List.of(claim), List.of());
    }

    static Cause said(Judgement judgement) {
        return new Cause(List.of(), List.of(judgement));
    }
}
