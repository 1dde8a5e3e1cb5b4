package gateway.processors;

/**
 * How a rail has done lately, as routing sees it. Nothing asked lately counts as good: that is how a rail that did
 * badly is tried again.
 *
 * @param answeredPerMille of a thousand requests, how many brought a usable answer, a decline included
 * @param approvedPerMille of a thousand usable answers, how many were approvals
 * @param slowMillis what nineteen of twenty requests did not exceed
 */
public record RailFigures(long answeredPerMille, long approvedPerMille, long slowMillis) {

    public static final RailFigures UNTRIED = new RailFigures(1_000, 1_000, 0);
}
