package gateway.fees.tariff;

import gateway.fees.tariff.Charge.Tier;
import gateway.shared.money.Money;
import java.util.List;

/** Tiers from zero upwards, without a gap or an overlap, the last one open. */
public record Tiers(List<Tier> list) {

    public Tiers {
        list = List.copyOf(list);
        if (list.isEmpty()) {
            throw UnfitTariff.because("there must be at least one tier");
        }
        if (list.getFirst().above().minor() != 0) {
            throw UnfitTariff.at(0, "the first tier must begin above 0");
        }
        for (int i = 0; i < list.size(); i++) {
            check(list, i);
        }
    }

    private static void check(List<Tier> list, int at) {
        var tier = list.get(at);
        var upTo = tier.upTo();
        boolean last = at == list.size() - 1;
        if (upTo == null && !last) {
            throw UnfitTariff.at(at, "only the last tier may be open: say up to where this one goes");
        }
        if (upTo == null) {
            return;
        }
        if (last) {
            throw UnfitTariff.at(at, "the last tier must be open: leave out up-to");
        }
        if (!sameCurrency(tier, list.get(at + 1))) {
            throw UnfitTariff.at(at + 1, "a tier must be in the currency of the others");
        }
        if (!upTo.isGreaterThan(tier.above())) {
            throw UnfitTariff.at(at, "the tier ends before it begins");
        }
        int step = list.get(at + 1).above().compareTo(upTo);
        if (step != 0) {
            throw UnfitTariff.at(
                    at + 1, step > 0 ? "there is a gap to the tier before" : "it overlaps with the tier before");
        }
    }

    private static boolean sameCurrency(Tier one, Tier other) {
        var asset = one.above().asset();
        return one.amounts().allMatch(amount -> amount.asset().equals(asset))
                && other.above().asset().equals(asset);
    }

    /** The one that the amount ends in. */
    public Tier holding(Money amount) {
        return list.stream().filter(tier -> tier.holds(amount)).findFirst().orElseThrow();
    }

    List<Money> amounts() {
        return list.stream().flatMap(Tier::amounts).toList();
    }
}
