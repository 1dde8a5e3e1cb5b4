package gateway.fraud.rules;

import gateway.fraud.Attempt;
import gateway.fraud.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The bank's fraud rules with the velocities they speak of. Immutable: a new pack takes the place of the old one.
 *
 * @param lookBack how often they get as far as a velocity
 */
public record FraudPack(
        String name, LookBack lookBack, List<Velocity> velocities, List<FraudRule> rules, FailPolicy failPolicy) {

    public FraudPack {
        velocities = List.copyOf(velocities);
        rules = List.copyOf(rules);
    }

    /** Whether nothing is asked and nothing need be remembered. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Whether Redis has to hear of payments. */
    public boolean wantsCopy() {
        return lookBack == LookBack.OFTEN && !velocities.isEmpty();
    }

    /** Whose recent payments have to be known about this attempt. */
    public Map<Per, UUID> subjects(Attempt attempt) {
        var subjects = new EnumMap<Per, UUID>(Per.class);
        for (var velocity : velocities) {
            velocity.per().of(attempt).ifPresent(id -> subjects.put(velocity.per(), id));
        }
        return subjects;
    }

    public List<Per> counted() {
        return velocities.stream().map(Velocity::per).distinct().sorted().toList();
    }

    /** How far back any velocity looks. */
    public Duration longest() {
        return velocities.stream().map(Velocity::window).reduce(Duration.ZERO, FraudPack::longer);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** What each velocity says of what was seen, by its name; of a subject that is missing it says nothing. */
    public Map<String, Long> values(Map<Per, List<Seen>> seen, Instant at) {
        var values = new HashMap<String, Long>();
        for (var velocity : velocities) {
            var known = seen.get(velocity.per());
            if (known != null) {
                values.put(velocity.name(), velocity.value(known, at));
            }
        }
        return values;
    }

    /** The features with what was seen; velocities of a subject that is missing from it stay unknown. */
    public Map<String, Object> with(Map<String, Object> features, Map<Per, List<Seen>> seen, Instant at) {
        return with(features, values(seen, at));
    }

    /** The features with what the velocities say. */
    public Map<String, Object> with(Map<String, Object> features, Map<String, Long> values) {
        var all = new HashMap<>(features);
        all.putAll(values);
        return all;
    }

    /** Every rule in force, live or in the shadow, that fires. */
    public List<Finding> ask(Map<String, Object> features, Instant at) {
        return ask(features, rule -> rule.isInForce(at));
    }

    /**
     * Whether what was seen before may make a difference; else {@link #askWithoutVelocities} says the same as
     * {@link #ask} would.
     *
     * @param features without velocities
     */
    public boolean wantsVelocities(Map<String, Object> features, Instant at) {
        return rules.stream().anyMatch(rule -> rule.isInForce(at) && rule.wantsVelocities(features));
    }

    /** Of the rules in force that look at no velocity each one that fires. */
    public List<Finding> askWithoutVelocities(Map<String, Object> features, Instant at) {
        return ask(features, rule -> rule.isInForce(at) && !rule.condition().looksBack());
    }

    /** Every rule that fires, whatever its stage and validity. */
    public List<Finding> askAll(Map<String, Object> features) {
        return ask(features, _ -> true);
    }

    private List<Finding> ask(Map<String, Object> features, Predicate<FraudRule> which) {
        return rules.stream()
                .filter(which)
                .flatMap(rule -> rule.ask(features).stream())
                .toList();
    }

    @Override
    public String toString() {
        return name + rules.stream().map(it -> it.head().id()).collect(Collectors.joining(", ", "[", "]"));
    }
}
