package gateway.fees.pricing;

import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.fees.Payer;
import gateway.fees.Period;
import gateway.fees.Rate;
import gateway.fees.RefundPolicy;
import gateway.fees.ScheduleVersion;
import gateway.fees.Vat;
import gateway.fees.tariff.Bounds;
import gateway.fees.tariff.Charge;
import gateway.fees.tariff.Charge.Tier;
import gateway.fees.tariff.Division;
import gateway.fees.tariff.Division.Part;
import gateway.fees.tariff.Fee;
import gateway.fees.tariff.FeeSchedule;
import gateway.fees.tariff.Metering;
import gateway.fees.tariff.Metering.Quota;
import gateway.fees.tariff.Scope;
import gateway.fees.tariff.Tiers;
import gateway.rulebook.Citation;
import gateway.rulebook.Citation.Confidence;
import gateway.rulebook.Operation;
import gateway.rulebook.Validity;
import gateway.rulebook.Wording;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Any tariff that can be written. */
final class Tariffs {

    private static final Wording WORDS = new Wording("uz", "ru", "en");

    private Tariffs() {}

    /** Rounds by a mode that the fee's own numbers choose, so that all come up. */
    static FeeSchedule schedule(Fee fee) {
        var modes = List.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP);
        return new FeeSchedule(
                new ScheduleVersion("any", 1),
                new Validity(Instant.EPOCH, null),
                new Citation("any", Confidence.SAMPLE, Instant.EPOCH, WORDS),
                modes.get(Math.floorMod(fee.charge().amounts().hashCode(), modes.size())),
                List.of(fee));
    }

    /** @param most the largest amount in it */
    static Arbitrary<Fee> fees(long most) {
        return Combinators.combine(
                        divisions(List.of(Payer.values())),
                        charges(most),
                        bounds(most),
                        metering(most).injectNull(0.3),
                        vats(),
                        divisions(List.of(
                                Beneficiary.ACQUIRER, Beneficiary.OPERATOR, Beneficiary.BANK, Beneficiary.AGENT)),
                        Arbitraries.of(RefundPolicy.values()))
                .as(Tariffs::fee);
    }

    private static Fee fee(
            Division<Payer> payers,
            Charge charge,
            Bounds bounds,
            @Nullable Metering metering,
            Vat vat,
            Division<Beneficiary> shares,
            RefundPolicy refund) {
        var scope = new Scope(Set.of(Operation.CARD_TO_CARD), Set.of(), Set.of(), Set.of(), Asset.UZS);
        return new Fee(new FeeId("any"), WORDS, scope, payers, charge, bounds, metering, vat, shares, refund);
    }

    private static Arbitrary<Charge> charges(long most) {
        return Arbitraries.oneOf(
                amounts(most).map(Charge.Fixed::new),
                Combinators.combine(rates(), amounts(most)).as(Charge.Percent::new),
                tiers(most).map(Charge.Graduated::new),
                tiers(most).map(Charge.Volume::new));
    }

    private static Arbitrary<Tiers> tiers(long most) {
        return Combinators.combine(
                        Arbitraries.longs().between(1, most).set().ofMaxSize(4),
                        amounts(most).list().ofSize(5),
                        rates().list().ofSize(5))
                .as((ends, fixed, rates) -> tiers(new TreeSet<>(ends), fixed, rates));
    }

    private static Tiers tiers(TreeSet<Long> ends, List<Money> fixed, List<Rate> rates) {
        var tiers = new ArrayList<Tier>();
        long above = 0;
        for (long end : ends) {
            int i = tiers.size();
            tiers.add(new Tier(money(above), money(end), fixed.get(i), rates.get(i)));
            above = end;
        }
        tiers.add(new Tier(money(above), null, fixed.getLast(), rates.getLast()));
        return new Tiers(tiers);
    }

    private static Arbitrary<Bounds> bounds(long most) {
        return Combinators.combine(amounts(most).injectNull(0.5), amounts(most).injectNull(0.5))
                .as((one, other) -> one != null && other != null && one.isGreaterThan(other)
                        ? new Bounds(other, one)
                        : new Bounds(one, other));
    }

    private static Arbitrary<Metering> metering(long most) {
        return Combinators.combine(
                        amounts(most).injectNull(0.3),
                        Arbitraries.integers().between(0, 10).injectNull(0.3),
                        amounts(most).injectNull(0.3))
                .filter((cap, count, volume) -> cap != null || count != null || volume != null)
                .as((cap, count, volume) -> new Metering(
                        Period.MONTH, cap, count == null && volume == null ? null : new Quota(count, volume)));
    }

    private static Arbitrary<Vat> vats() {
        return Arbitraries.oneOf(
                Arbitraries.of(new Vat.None(), new Vat.Exempt()),
                rates().map(Vat.OnTop::new),
                rates().map(Vat.Included::new));
    }

    private static <T> Arbitrary<Division<T>> divisions(List<T> all) {
        return Combinators.combine(
                        Arbitraries.shuffle(all),
                        Arbitraries.integers()
                                .between(0, Rate.WHOLE)
                                .array(int[].class)
                                .ofSize(all.size() - 1),
                        Arbitraries.integers().between(0, all.size() - 1))
                .as((who, cuts, owner) -> division(who, cuts, owner));
    }

    private static <T> Division<T> division(List<T> who, int[] cuts, int owner) {
        var sorted = cuts.clone();
        Arrays.sort(sorted);
        var parts = new ArrayList<Part<T>>();
        int from = 0;
        for (int i = 0; i < who.size(); i++) {
            int to = i < sorted.length ? sorted[i] : Rate.WHOLE;
            parts.add(new Part<>(who.get(i), new Rate(to - from)));
            from = to;
        }
        return new Division<>(parts, who.get(owner));
    }

    private static Arbitrary<Rate> rates() {
        return Arbitraries.integers().between(0, Rate.WHOLE).map(Rate::new);
    }

    private static Arbitrary<Money> amounts(long most) {
        return Arbitraries.longs().between(0, most).map(Tariffs::money);
    }

    private static Money money(long minor) {
        return new Money(minor, Asset.UZS);
    }
}
