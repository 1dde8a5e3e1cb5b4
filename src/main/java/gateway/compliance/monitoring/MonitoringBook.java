package gateway.compliance.monitoring;

import gateway.compliance.cases.BusinessDays;
import java.time.Duration;
import java.util.List;

/**
 * All rules of a pack, and how long a case may take.
 *
 * @param decideWithin business days from the alert to the decision
 */
public record MonitoringBook(List<MonitoringRule> rules, BusinessDays calendar, int decideWithin) {

    public MonitoringBook {
        rules = List.copyOf(rules);
    }

    /** How far the rule that looks furthest looks. */
    Duration furthest() {
        return rules.stream()
                .map(MonitoringRule::window)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
