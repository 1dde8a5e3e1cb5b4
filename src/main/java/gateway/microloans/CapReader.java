package gateway.microloans;

import gateway.rulebook.Coded;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.RuleHead;
import gateway.rulebook.Version;
import gateway.shared.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads caps of microloans from a pack, strictly: any fault refuses the whole with line and reason. */
final class CapReader {

    private static final int FORMAT = 1;
    private static final int LONGEST_TERM = 600;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private CapReader() {}

    private enum Kind implements Coded {
        AMOUNT("most,currency"),
        TERM("months"),
        DAILY_RATE("most"),
        YEARLY_CHARGES("most"),
        DEBT_BURDEN("most"),
        NEXT_AFTER("pause"),
        COOLING_OFF("from-amount,currency,wait");

        private final String fields;

        Kind(String fields) {
            this.fields = fields;
        }

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private Stream<String> known() {
            return Stream.concat(Stream.of("kind"), Stream.of(fields.split(",", -1)));
        }
    }

    /** Throws {@link gateway.rulebook.UnfitPack}. */
    static CapBook read(String text) {
        var root = Fields.of(PackText.read(text), "format", "pack", "caps");
        var format = root.required("format");
        if (format.number() != FORMAT) {
            throw format.fault("must be " + FORMAT);
        }
        root.required("pack").id();
        var caps = new ArrayList<Version<MicroloanCap>>();
        for (var place : root.required("caps").items()) {
            var cap = cap(place);
            caps.forEach(other -> compare(other, cap, place));
            caps.add(cap);
        }
        return new CapBook(caps);
    }

    private static void compare(Version<MicroloanCap> other, Version<MicroloanCap> cap, PackNode place) {
        if (!other.id().equals(cap.id())) {
            return;
        }
        if (other.number() == cap.number()) {
            throw place.fault("has the name and the version of another rule");
        }
        if (!other.says().getClass().equals(cap.says().getClass())) {
            throw place.fault("has the name of a rule of another kind");
        }
        if (other.head().validity().overlaps(cap.head().validity())) {
            throw place.fault("holds at the same time as another version of it");
        }
    }

    private static Version<MicroloanCap> cap(PackNode place) {
        var every = Stream.of(Kind.values()).flatMap(Kind::known).distinct();
        var all = Fields.of(place, RuleHead.with(every.toArray(String[]::new)));
        var kind = all.required("kind").word(Kind.values());
        var fields = Fields.of(place, RuleHead.with(kind.known().toArray(String[]::new)));
        var head = RuleHead.read(fields);
        if (head.validity().from().isBefore(head.citation().decided())) {
            throw fields.required("from").fault("cannot hold before it was decided");
        }
        return new Version<>(head, says(kind, fields));
    }

    private static MicroloanCap says(Kind kind, Fields fields) {
        return switch (kind) {
            case AMOUNT -> new MicroloanCap.Amount(money(fields, "most"));
            case TERM -> new MicroloanCap.Term(fields.required("months").number(1, LONGEST_TERM));
            case DAILY_RATE -> new MicroloanCap.DailyRate(percentage(fields));
            case YEARLY_CHARGES -> new MicroloanCap.YearlyCharges(percentage(fields));
            case DEBT_BURDEN -> new MicroloanCap.DebtBurden(percentage(fields));
            case NEXT_AFTER ->
                new MicroloanCap.NextAfter(fields.required("pause").length(SHORTEST, LONGEST));
            case COOLING_OFF ->
                new MicroloanCap.CoolingOff(
                        money(fields, "from-amount"), fields.required("wait").length(SHORTEST, LONGEST));
        };
    }

    private static Money money(Fields fields, String name) {
        var place = fields.required(name);
        var money = place.money(fields.required("currency").currency());
        if (!money.isPositive()) {
            throw place.fault("must be more than nothing");
        }
        return money;
    }

    private static Percentage percentage(Fields fields) {
        var place = fields.required("most");
        var most = place.read(
                "must be a percentage in quotes, such as \"0.25 %\", with at most 6 decimals", Percentage::parse);
        if (most.parts() == 0) {
            throw place.fault("must be more than nothing");
        }
        return most;
    }
}
