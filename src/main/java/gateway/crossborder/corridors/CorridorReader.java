package gateway.crossborder.corridors;

import gateway.processors.correspondent.CreditTransfer.ChargeBearer;
import gateway.rulebook.Fields;
import gateway.rulebook.PackNode;
import gateway.rulebook.PackText;
import gateway.rulebook.RuleHead;
import gateway.rulebook.UnfitPack;
import gateway.rulebook.Version;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads corridors from a pack, strictly: any fault refuses the whole. */
public final class CorridorReader {

    private static final int FORMAT = 1;
    private static final Duration SHORTEST_QUOTE = Duration.ofSeconds(10);
    private static final Duration LONGEST_QUOTE = Duration.ofDays(1);
    private static final Duration LONGEST_WAY = Duration.ofDays(30);
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]?)(\\.[0-9]{1,4})?");

    private CorridorReader() {}

    /** Throws {@link UnfitPack} with line and reason. */
    public static CorridorBook read(String text) {
        var root = Fields.of(PackText.read(text), "format", "pack", "correspondents", "corridors", "rates");
        var format = root.required("format");
        if (format.number() != FORMAT) {
            throw format.fault("must be " + FORMAT);
        }
        root.required("pack").id();
        var correspondents = correspondents(root.required("correspondents").items());
        var corridors = new ArrayList<Version<Corridor>>();
        for (var place : root.required("corridors").items()) {
            var corridor = corridor(place, correspondents);
            corridors.forEach(other -> compare(other, corridor, place));
            corridors.add(corridor);
        }
        return new CorridorBook(
                correspondents,
                corridors,
                root.optional("rates").map(CorridorReader::rates).orElse(List.of()));
    }

    private static List<RateBounds> rates(PackNode places) {
        var all = new ArrayList<RateBounds>();
        for (var place : places.items()) {
            var fields = Fields.of(place, "currency", "least", "most");
            var it = new RateBounds(
                    abroad(fields.required("currency")),
                    fields.required("least").money(Asset.UZS),
                    fields.required("most").money(Asset.UZS));
            if (!it.least().isPositive() || it.least().isGreaterThan(it.most())) {
                throw fields.required("least").fault("must be more than zero and at most the field most");
            }
            if (all.stream().anyMatch(other -> other.currency().equals(it.currency()))) {
                throw place.fault("is there twice");
            }
            all.add(it);
        }
        return all;
    }

    private static void compare(Version<Corridor> other, Version<Corridor> corridor, PackNode place) {
        boolean sameName = other.id().equals(corridor.id());
        if (sameName && other.number() == corridor.number()) {
            throw place.fault("has the name and the version of another corridor");
        }
        boolean sameEnds =
                other.says().leadsTo(corridor.says().country(), corridor.says().currency());
        if ((sameName || sameEnds)
                && other.head().validity().overlaps(corridor.head().validity())) {
            throw place.fault("is open at the same time as another one for the same country and currency");
        }
    }

    private static List<Correspondent> correspondents(List<PackNode> places) {
        var all = new ArrayList<Correspondent>();
        for (var place : places) {
            var fields = Fields.of(place, "name", "currency", "net-debit-cap", "closed");
            var currency = abroad(fields.required("currency"));
            var it = new Correspondent(
                    fields.required("name").id(),
                    currency,
                    fields.required("net-debit-cap").money(currency),
                    fields.optional("closed")
                            .map(days -> days.set(PackNode::day))
                            .orElse(Set.of()));
            if (all.stream()
                    .anyMatch(other ->
                            other.name().equals(it.name()) && other.currency().equals(currency))) {
                throw place.fault("is there twice");
            }
            all.add(it);
        }
        return all;
    }

    private static Version<Corridor> corridor(PackNode place, List<Correspondent> known) {
        var fields = Fields.of(
                place,
                RuleHead.with(
                        "country",
                        "currency",
                        "via",
                        "requires",
                        "least",
                        "most",
                        "spreads",
                        "weekend",
                        "fee",
                        "quote-for",
                        "within",
                        "charges",
                        "sender-requires"));
        var currency = abroad(fields.required("currency"));
        var least = fields.required("least").money(currency);
        var most = fields.required("most").money(currency);
        if (!least.isPositive() || least.isGreaterThan(most)) {
            throw fields.required("least").fault("must be more than zero and at most the field most");
        }
        return new Version<>(
                RuleHead.read(fields),
                new Corridor(
                        matching(fields.required("country"), COUNTRY, "must be two letters such as US"),
                        currency,
                        via(fields.required("via"), currency, known),
                        requirements(fields.required("requires")),
                        least,
                        most,
                        spreads(fields.required("spreads")),
                        percent(fields.required("weekend")),
                        fee(fields.required("fee")),
                        fields.required("quote-for").length(SHORTEST_QUOTE, LONGEST_QUOTE),
                        fields.required("within").length(Duration.ofMinutes(1), LONGEST_WAY),
                        charges(fields.required("charges")),
                        ofSender(fields.optional("sender-requires"))));
    }

    private static Set<SenderRequirement> ofSender(Optional<PackNode> place) {
        return place.map(it -> it.set(one -> one.word(SenderRequirement.values())))
                .orElse(Set.of());
    }

    private static Asset abroad(PackNode place) {
        var currency = place.currency();
        if (currency.equals(Asset.UZS)) {
            throw place.fault("must be another currency than UZS");
        }
        return currency;
    }

    private static List<String> via(PackNode place, Asset currency, List<Correspondent> known) {
        var names = List.copyOf(place.set(PackNode::id));
        for (var name : names) {
            if (known.stream()
                    .noneMatch(it -> it.name().equals(name) && it.currency().equals(currency))) {
                throw place.fault("names a correspondent that is not known in this currency");
            }
        }
        return names;
    }

    private static Set<Requirement> requirements(PackNode place) {
        var all = place.set(it -> it.word(Requirement.values()));
        if (all.contains(Requirement.IBAN) == all.contains(Requirement.ACCOUNT)) {
            throw place.fault("must have one of iban and account");
        }
        if (!all.contains(Requirement.BIC) && !all.contains(Requirement.BANK_CODE)) {
            throw place.fault("must have bic or bank-code");
        }
        return told(all);
    }

    // Banks abroad want the town of everybody, and of a bank without a BIC name and town, whether a pack says so or
    // not.
    private static Set<Requirement> told(Set<Requirement> said) {
        var all = EnumSet.copyOf(said);
        all.add(Requirement.TOWN);
        if (!said.contains(Requirement.BIC)) {
            all.add(Requirement.BANK_NAME);
            all.add(Requirement.BANK_TOWN);
        }
        return all;
    }

    private static List<Spread> spreads(PackNode place) {
        var spreads = new ArrayList<Spread>();
        var below = Money.zero(Asset.UZS);
        var items = place.items();
        for (int i = 0; i < items.size(); i++) {
            var fields = Fields.of(items.get(i), "up-to", "percent");
            boolean last = i == items.size() - 1;
            if (fields.has("up-to") == last) {
                throw items.get(i).fault(last ? "the last has no up-to" : "lacks the field up-to");
            }
            var upTo = last ? null : fields.required("up-to").money(Asset.UZS);
            if (upTo != null && !upTo.isGreaterThan(below)) {
                throw items.get(i).fault("must go further than the one before it");
            }
            var spread = new Spread(upTo, percent(fields.required("percent")));
            if (i > 0 && spread.percent().compareTo(spreads.getLast().percent()) > 0) {
                throw fields.required("percent").fault("must not be more than the one before it");
            }
            spreads.add(spread);
            below = upTo == null ? below : upTo;
        }
        if (spreads.isEmpty()) {
            throw place.fault("must not be empty");
        }
        return spreads;
    }

    private static CorridorFee fee(PackNode place) {
        var fields = Fields.of(place, "fixed", "percent", "least", "most");
        var least = fields.optional("least").map(it -> it.money(Asset.UZS)).orElse(null);
        var most = fields.optional("most").map(it -> it.money(Asset.UZS)).orElse(null);
        if (least != null && most != null && least.isGreaterThan(most)) {
            throw fields.required("least").fault("must be at most the field most");
        }
        return new CorridorFee(
                fields.required("fixed").money(Asset.UZS), percent(fields.required("percent")), least, most);
    }

    private static BigDecimal percent(PackNode place) {
        return new BigDecimal(matching(
                place,
                PERCENT,
                "must be percent in quotes, less than 100 and with at most 4 decimals, such as \"1.25\""));
    }

    private static ChargeBearer charges(PackNode place) {
        return place.read(
                "must be one of DEBT, SHAR, CRED",
                text -> Arrays.stream(ChargeBearer.values())
                        .filter(it -> it.name().equals(text))
                        .findFirst());
    }

    private static String matching(PackNode place, Pattern form, String otherwise) {
        return place.read(
                otherwise,
                text -> Optional.of(text).filter(it -> form.matcher(it).matches()));
    }
}
