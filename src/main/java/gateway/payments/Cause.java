package gateway.payments;

import gateway.platform.journal.ClaimKey;
import gateway.rulebook.Judgement;
import java.util.List;
import java.util.stream.Stream;

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

    /** The same, and what was found meanwhile. */
    Cause and(Judgement judgement) {
        return new Cause(
                claims, Stream.concat(said.stream(), Stream.of(judgement)).toList());
    }

    static Cause said(Judgement judgement) {
        return new Cause(List.of(), List.of(judgement));
    }
}
