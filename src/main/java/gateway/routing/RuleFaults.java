package gateway.routing;

import dev.cel.runtime.CelEvaluationException;
import gateway.routing.RoutingSettings.Rule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the rules that could not be computed, and says why once for each: they are asked for every payment. */
final class RuleFaults implements CelRanking.Faults {

    private static final Logger LOG = LoggerFactory.getLogger(RuleFaults.class);

    private final MeterRegistry registry;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    RuleFaults(List<Rule> rules, MeterRegistry registry) {
        this.registry = registry;
        rules.forEach(rule -> counter(rule.name()));
    }

    private Counter counter(String rule) {
        return counters.computeIfAbsent(
                rule,
                name -> Counter.builder("oqim.routing.rule.errors")
                        .description("How often a routing rule could not be computed and said nothing")
                        .tag("rule", name)
                        .register(registry));
    }

    @Override
    public void happened(String rule, CelEvaluationException fault) {
        counter(rule).increment();
        if (told.add(rule)) {
            LOG.warn("Routing rule '{}' cannot be computed and says nothing: {}", rule, fault.getMessage());
        }
    }
}
