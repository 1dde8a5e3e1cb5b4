package gateway.fraud.rules;

import gateway.fraud.Verdict;
import gateway.fraud.rules.FraudRule.Stage;
import gateway.fraud.rules.Velocity.Measure;
import gateway.rulebook.Channel;
import gateway.rulebook.Dependency;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.RuleHead;
import gateway.shared.money.Asset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads fraud rules from a pack, strictly: any fault refuses the whole with line and reason. */
public final class FraudPackReader {

    private static final int FORMAT = 1;
    private static final int MOST_VELOCITIES = 40;
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,3})([mh])");
    // With an underscore inside, so that none is a word of the language itself.
    private static final Pattern NAME = Pattern.compile("(?=.{3,40}$)[a-z][a-z0-9]*(_[a-z0-9]+)+");

    private FraudPackReader() {}

    /** Throws {@link gateway.rulebook.UnfitPack} with line and reason. */
    public static FraudPack read(String text) {
        var root = Fields.of(PackText.read(text), "format", "pack", "look-back", "velocity", "rules", "fail-policy");
        var format = root.required("format");
        if (format.number() != FORMAT) {
            throw format.fault("must be " + FORMAT);
        }
        var name = root.required("pack").id();
        var velocities =
                root.optional("velocity").map(FraudPackReader::velocities).orElse(List.of());
        return new FraudPack(
                name,
                root.optional("look-back").map(it -> it.word(LookBack.values())).orElse(LookBack.OFTEN),
                velocities,
                rules(root.required("rules"), language(velocities)),
                new FailPolicy(clauses(root)));
    }

    private static Condition.Language language(List<Velocity> velocities) {
        var names = new TreeMap<>(Features.KNOWN);
        velocities.forEach(velocity -> names.put(velocity.name(), Features.Kind.NUMBER));
        return new Condition.Language(names);
    }

    private static List<Velocity> velocities(PackNode place) {
        var names = new HashSet<>(Features.KNOWN.keySet());
        var velocities = new ArrayList<Velocity>();
        for (var item : place.items()) {
            var velocity = velocity(item);
            if (!names.add(velocity.name())) {
                throw item.fault("has the name of another feature");
            }
            velocities.add(velocity);
        }
        if (velocities.size() > MOST_VELOCITIES) {
            throw place.fault("has more than " + MOST_VELOCITIES + " items");
        }
        return velocities;
    }

    private static Velocity velocity(PackNode item) {
        var fields = Fields.of(item, "name", "per", "measure", "window", "currency");
        var measure = fields.required("measure").word(Measure.values());
        var currency = fields.optional("currency");
        if (measure == Measure.SUM && currency.isEmpty()) {
            throw item.fault("lacks the field currency: amounts of different ones are not added up");
        }
        return new Velocity(
                fields.required("name")
                        .read(
                                "must be a name such as customer_hour_count, of 3 to 40 characters",
                                text -> Optional.of(text)
                                        .filter(it -> NAME.matcher(it).matches())),
                fields.required("per").word(Per.values()),
                measure,
                fields.required("window")
                        .read("must be a length such as \"30m\" or \"24h\", at most 24 hours", FraudPackReader::length),
                currency.map(PackNode::currency).orElse(null));
    }

    private static Optional<Duration> length(String text) {
        var found = LENGTH.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(found.group(1));
        var length = found.group(2).equals("m") ? Duration.ofMinutes(number) : Duration.ofHours(number);
        return Optional.of(length).filter(it -> it.compareTo(LONGEST) <= 0);
    }

    private static List<FraudRule> rules(PackNode place, Condition.Language language) {
        var rules = new ArrayList<FraudRule>();
        for (var item : place.items()) {
            var rule = rule(item, language);
            rules.forEach(other -> compare(other.head(), rule.head(), item));
            rules.add(rule);
        }
        return rules;
    }

    private static FraudRule rule(PackNode item, Condition.Language language) {
        var fields = Fields.of(item, RuleHead.with("stage", "when", "verdict", "reason"));
        return new FraudRule(
                RuleHead.read(fields),
                fields.required("stage").word(Stage.values()),
                condition(fields.required("when"), language),
                fields.required("verdict").word(Verdict.values()),
                fields.required("reason").id());
    }

    private static Condition condition(PackNode place, Condition.Language language) {
        try {
            return language.compile(place.text());
        } catch (Condition.Unfit unfit) {
            throw place.fault("is no condition: "
                    + String.valueOf(unfit.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static void compare(RuleHead other, RuleHead head, PackNode place) {
        if (!other.id().equals(head.id())) {
            return;
        }
        if (other.version() == head.version()) {
            throw place.fault("has the name and the version of another rule");
        }
        if (other.validity().overlaps(head.validity())) {
            throw place.fault("holds at the same time as another version of it");
        }
    }

    private static List<FailPolicy.Clause> clauses(Fields root) {
        var clauses = new ArrayList<FailPolicy.Clause>();
        var items = root.optional("fail-policy").map(PackNode::items).orElse(List.of());
        for (var item : items) {
            var clause = clause(item);
            clauses.forEach(other -> compare(other.head(), clause.head(), item));
            clauses.add(clause);
        }
        return clauses;
    }

    private static FailPolicy.Clause clause(PackNode item) {
        var fields = Fields.of(item, RuleHead.with("dependency", "channels", "currency", "open-below"));
        Asset asset = fields.required("currency").currency();
        return new FailPolicy.Clause(
                RuleHead.read(fields),
                fields.optional("dependency")
                        .map(it -> Dependency.read(it, Dependency.STATE_ANTIFRAUD, Dependency.RECENT_PAYMENTS))
                        .orElse(Dependency.STATE_ANTIFRAUD),
                fields.required("channels").set(channel -> channel.word(Channel.values())),
                fields.required("open-below").money(asset));
    }
}
