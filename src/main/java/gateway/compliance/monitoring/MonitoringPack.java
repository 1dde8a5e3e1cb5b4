package gateway.compliance.monitoring;

import gateway.compliance.Movement.Direction;
import gateway.compliance.cases.BusinessDays;
import gateway.rulebook.Coded;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.RuleHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads monitoring rules from a pack, strictly: any fault refuses the whole. */
public final class MonitoringPack {

    private static final int FORMAT = 1;
    private static final int LONGEST_DAYS = 366;
    private static final int MOST_PERCENT = 100;
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,4})([mhd])");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern CATEGORY = Pattern.compile("[0-9]{4}");

    private MonitoringPack() {}

    private enum Kind implements Coded {
        STRUCTURING("below,count,sum,direction"),
        VELOCITY("count,sum,direction"),
        PASS_THROUGH("sum,percent"),
        MANY_TO_ONE("counterparties,direction"),
        HIGH_RISK("countries,categories,sum"),
        DORMANT("idle,sum");

        private final String fields;

        Kind(String fields) {
            this.fields = fields;
        }

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private enum Way implements Coded {
        IN,
        OUT;

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Throws {@link gateway.rulebook.UnfitPack} with line and reason. */
    public static MonitoringBook read(String text) {
        var root = Fields.of(PackText.read(text), "format", "pack", "decide-within", "holidays", "rules");
        var format = root.required("format");
        if (format.number() != FORMAT) {
            throw format.fault("must be " + FORMAT);
        }
        root.required("pack").id();
        var within = root.required("decide-within");
        if (within.number() < 1 || within.number() > LONGEST_DAYS) {
            throw within.fault("must be 1 to " + LONGEST_DAYS + " business days");
        }
        var holidays =
                root.optional("holidays").map(it -> it.set(PackNode::day)).orElse(Set.of());
        var rules = new ArrayList<MonitoringRule>();
        for (var place : root.required("rules").items()) {
            var rule = rule(place);
            rules.forEach(other -> compare(other, rule, place));
            rules.add(rule);
        }
        return new MonitoringBook(rules, new BusinessDays(holidays), within.number());
    }

    private static void compare(MonitoringRule other, MonitoringRule rule, PackNode place) {
        if (!other.id().equals(rule.id())) {
            return;
        }
        if (other.head().version() == rule.head().version()) {
            throw place.fault("has the name and the version of another rule");
        }
        if (other.head().validity().overlaps(rule.head().validity())) {
            throw place.fault("holds at the same time as another version of it");
        }
    }

    private static MonitoringRule rule(PackNode place) {
        var all = Fields.of(
                place,
                RuleHead.with(
                        "kind",
                        "window",
                        "direction",
                        "below",
                        "count",
                        "sum",
                        "percent",
                        "counterparties",
                        "countries",
                        "categories",
                        "idle"));
        var head = RuleHead.read(all);
        var kind = all.required("kind").word(Kind.values());
        var fields = Fields.of(place, RuleHead.with(with(kind)));
        return new MonitoringRule(head, length(fields.required("window")), suspicion(kind, fields));
    }

    private static String[] with(Kind kind) {
        var names = new ArrayList<>(List.of(kind.fields.split(",", -1)));
        names.add("kind");
        names.add("window");
        return names.toArray(String[]::new);
    }

    private static Suspicion suspicion(Kind kind, Fields fields) {
        return switch (kind) {
            case STRUCTURING ->
                new Suspicion.Structuring(
                        direction(fields),
                        threshold(fields, "below"),
                        count(fields, "count"),
                        threshold(fields, "sum"));
            case VELOCITY ->
                new Suspicion.Velocity(direction(fields), count(fields, "count"), threshold(fields, "sum"));
            case PASS_THROUGH -> new Suspicion.PassThrough(threshold(fields, "sum"), percent(fields));
            case MANY_TO_ONE -> new Suspicion.ManyToOne(direction(fields), count(fields, "counterparties"));
            case HIGH_RISK ->
                new Suspicion.HighRisk(
                        words(fields, "countries", COUNTRY, "must be a country such as UZ"),
                        words(fields, "categories", CATEGORY, "must be four digits in quotes"),
                        threshold(fields, "sum"));
            case DORMANT -> new Suspicion.Dormant(length(fields.required("idle")), threshold(fields, "sum"));
        };
    }

    private static Direction direction(Fields fields) {
        return switch (fields.required("direction").word(Way.values())) {
            case IN -> Direction.IN;
            case OUT -> Direction.OUT;
        };
    }

    private static Threshold threshold(Fields fields, String name) {
        return fields.required(name).read("must be so many base units, such as \"500 BRV\"", Threshold::parse);
    }

    private static int count(Fields fields, String name) {
        var place = fields.required(name);
        if (place.number() < 1) {
            throw place.fault("must be at least 1");
        }
        return place.number();
    }

    private static int percent(Fields fields) {
        var place = fields.required("percent");
        if (place.number() < 1 || place.number() > MOST_PERCENT) {
            throw place.fault("must be 1 to " + MOST_PERCENT);
        }
        return place.number();
    }

    private static Set<String> words(Fields fields, String name, Pattern form, String otherwise) {
        return fields.optional(name)
                .map(place -> place.set(item -> word(item, form, otherwise)))
                .orElse(Set.of());
    }

    private static String word(PackNode item, Pattern form, String otherwise) {
        return item.read(otherwise, text -> Optional.of(text).filter(form.asMatchPredicate()));
    }

    private static Duration length(PackNode place) {
        return place.read("must be a length such as \"24h\" or \"30d\", at most a year", MonitoringPack::length);
    }

    private static Optional<Duration> length(String text) {
        var found = LENGTH.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(found.group(1));
        var length = switch (found.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return Optional.of(length).filter(it -> it.compareTo(Duration.ofDays(LONGEST_DAYS)) <= 0);
    }
}
