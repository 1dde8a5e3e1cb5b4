package gateway.compliance.monitoring;

import gateway.rulebook.RuleHead;
import java.time.Duration;

/**
 * One rule.
 *
 * @param window how far it looks back from each movement; what is exactly so long ago has left
 */
record MonitoringRule(RuleHead head, Duration window, Suspicion suspicion) {

    String id() {
        return head.id();
    }
}
