package gateway.limits;

import gateway.rulebook.BankTime;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.RuleHead;
import gateway.rulebook.UnfitPack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads limits from a pack, strictly: any fault refuses the whole. */
final class LimitPack {

    private static final int FORMAT = 1;
    private static final int LONGEST_DAYS = 366;
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,4})([mhd])");
    private static final List<String> FIELDS = List.of(
            "id",
            "version",
            "decided",
            "from",
            "until",
            "source",
            "confidence",
            "text",
            "per",
            "measure",
            "window",
            "currency",
            "max");

    private LimitPack() {}

    /** Throws {@link UnfitPack} with line and reason. */
    static LimitBook read(String text) {
        var root = Fields.of(PackText.read(text), "format", "pack", "limits");
        var format = root.required("format");
        if (format.number() != FORMAT) {
            throw format.fault("must be " + FORMAT);
        }
        root.required("pack").id();
        var limits = new ArrayList<Limit>();
        for (var place : root.required("limits").items()) {
            var limit = limit(place);
            limits.forEach(other -> compare(other, limit, place));
            limits.add(limit);
        }
        return new LimitBook(limits);
    }

    private static void compare(Limit other, Limit limit, PackNode place) {
        if (!other.id().equals(limit.id())) {
            return;
        }
        if (other.version() == limit.version()) {
            throw place.fault("has the name and the version of another limit");
        }
        if (other.validity().overlaps(limit.validity())) {
            throw place.fault("holds at the same time as another version of it");
        }
        if (!other.countsAs(limit)) {
            throw place.fault("adds up something else than another version of it; give it another name");
        }
    }

    private static Limit limit(PackNode place) {
        var fields = Fields.of(
                place,
                Stream.concat(FIELDS.stream(), ReachReader.FIELDS.stream()).toArray(String[]::new));
        var head = RuleHead.read(fields);
        var measure = fields.required("measure").word(Measure.values());
        var asset = fields.required("currency").currency();
        var max = fields.required("max");
        if (measure == Measure.BALANCE) {
            checkBalance(fields);
        }
        return new Limit(
                head.id(),
                head.version(),
                head.citation(),
                head.validity(),
                ReachReader.read(fields),
                measure == Measure.BALANCE ? Set.of(Dimension.CUSTOMER) : per(fields),
                measure,
                window(fields, measure),
                measure.isMoney() ? max.money(asset).minor() : max.number(),
                asset);
    }

    private static Set<Dimension> per(Fields fields) {
        return fields.optional("per")
                .map(it -> it.set(dimension -> dimension.word(Dimension.values())))
                .orElse(Set.of());
    }

    // Whatever got around it would make it untrue.
    private static void checkBalance(Fields fields) {
        for (var name : ReachReader.FIELDS) {
            if (!name.equals("tiers")) {
                refuse(fields, name, "a balance has a maximum however the money comes; only tiers may differ");
            }
        }
        refuse(fields, "per", "a balance is its customer's alone");
    }

    private static void refuse(Fields fields, String name, String reason) {
        fields.optional(name).ifPresent(place -> {
            throw place.fault(reason);
        });
    }

    private static Window window(Fields fields, Measure measure) {
        if (measure == Measure.SINGLE || measure == Measure.BALANCE) {
            refuse(fields, "window", "what is not added up over time has no window");
            return new Window.Lifetime();
        }
        var place = fields.required("window");
        var kinds = Fields.of(place, "calendar", "rolling", "lifetime");
        if (kinds.byName().size() != 1) {
            throw place.fault("must have one of calendar, rolling, lifetime");
        }
        return kinds.optional("calendar")
                .<Window>map(unit -> new Window.Calendar(unit.word(Window.Calendar.Unit.values()), BankTime.ZONE))
                .or(() -> kinds.optional("rolling").map(length -> new Window.Rolling(length(length))))
                .orElseGet(() -> lifetime(kinds.required("lifetime"), measure));
    }

    private static Window lifetime(PackNode place, Measure measure) {
        place.read("must be \"yes\"", text -> Optional.of(text).filter("yes"::equals));
        if (measure == Measure.PAYEES) {
            throw place.fault("payees are counted over a window that ends");
        }
        return new Window.Lifetime();
    }

    private static Duration length(PackNode place) {
        return place.read("must be a length such as \"24h\" or \"30d\", at most a year", LimitPack::length);
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
