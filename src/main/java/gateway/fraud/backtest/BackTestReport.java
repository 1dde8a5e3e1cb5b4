package gateway.fraud.backtest;

import gateway.fraud.Verdict;
import java.util.List;

/**
 * What a pack would have done.
 *
 * @param judged attempts that were replayed
 * @param frauds of them that were reported as fraud later
 * @param blocked that one rule or another would not have let through, with {@link Rule#falseHits} the same way
 * @param complete false when there were more attempts than a back-test reads
 */
public record BackTestReport(
        long judged, long frauds, long blocked, long falselyBlocked, boolean complete, List<Rule> rules) {

    public BackTestReport {
        rules = List.copyOf(rules);
    }

    /**
     * One rule's share, whatever its stage.
     *
     * @param hits attempts on which it fires
     * @param fraudHits of them reported as fraud later
     * @param falseHits of them that were not, as far as is known: what customers would have been kept from
     * @param failures of them on which it could not be computed
     */
    public record Rule(
            String rule, int version, Verdict verdict, long hits, long fraudHits, long falseHits, long failures) {}
}
