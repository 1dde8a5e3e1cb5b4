package gateway.fees.pricing;

import static gateway.fees.pricing.Payments.tiyin;
import static gateway.fees.pricing.Payments.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.fees.Beneficiary;
import gateway.fees.FeeLine;
import gateway.fees.FeePart;
import gateway.fees.FeeQuote.Quoted;
import gateway.fees.FeeQuote.Refusal;
import gateway.fees.FeeQuote.Refused;
import gateway.fees.FeeRefundRules;
import gateway.fees.FeeReturn.Returned;
import gateway.fees.FeeUsage;
import gateway.fees.FeeUsage.Used;
import gateway.fees.Payer;
import gateway.fees.tariff.Charge;
import gateway.fees.tariff.Fee;
import gateway.fees.tariff.FeePack;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for every tariff and every payment. */
class PricingPropertiesTest {

    private static final int TRIES = 2_000;
    private static final long MUCH = 100_000_000_000L;

    @Property(tries = TRIES)
    void nothingIsLostBetweenPayersTaxAndShares(@ForAll("fees") Fee fee, @ForAll @LongRange(max = MUCH) long amount) {
        var line = reckoned(fee, tiyin(amount), Used.nothing(Asset.UZS));

        var shares = line.shares().values().stream().reduce(tiyin(0), Money::plus);
        assertThat(shares.plus(line.vat())).isEqualTo(line.gross());
        assertThat(line.paidBy(Payer.SENDER).plus(line.paidBy(Payer.RECEIVER))).isEqualTo(line.gross());
        assertThat(line.parts()).allMatch(part -> part.amount().isPositive());
        assertThat(line.shares()).doesNotContainKey(Beneficiary.TREASURY);
        assertThat(line.vat()).isBetween(tiyin(0), line.gross());
    }

    @Property(tries = TRIES)
    void whatIsDebitedAndNotCreditedIsTheFee(@ForAll("fees") Fee fee, @ForAll @LongRange(max = MUCH) long amount) {
        if (PricingRules.quote(pack(fee), transfer(tiyin(amount))) instanceof Quoted quoted) {
            assertThat(quoted.total()).isEqualTo(quoted.lines().getFirst().gross());
            assertThat(quoted.debited()).isGreaterThanOrEqualTo(quoted.amount());
            assertThat(quoted.credited()).isBetween(tiyin(0), quoted.amount());
        }
    }

    @Property(tries = TRIES)
    void movingMoreNeverCostsLessUnlessByVolume(
            @ForAll("fees") Fee fee,
            @ForAll @LongRange(max = MUCH) long one,
            @ForAll @LongRange(max = MUCH) long other) {
        Assume.that(!(fee.charge() instanceof Charge.Volume));
        var nothing = Used.nothing(Asset.UZS);

        var less = reckoned(fee, tiyin(Math.min(one, other)), nothing);
        var more = reckoned(fee, tiyin(Math.max(one, other)), nothing);

        assertThat(more.gross()).isGreaterThanOrEqualTo(less.gross());
    }

    @Property(tries = TRIES)
    void staysWithinItsMaximumAndAboveItsMinimum(@ForAll("fees") Fee fee, @ForAll @LongRange(max = MUCH) long amount) {
        var charge = PricingRules.bare(Tariffs.schedule(fee), fee, tiyin(amount));

        var least = fee.bounds().least();
        var most = fee.bounds().most();
        assertThat(least == null || !least.isGreaterThan(charge)).isTrue();
        assertThat(most == null || !charge.isGreaterThan(most)).isTrue();
    }

    @Property(tries = TRIES)
    void whatIsChargedInAPeriodStaysWithinItsCap(
            @ForAll("fees") Fee fee, @ForAll @Size(max = 30) List<@LongRange(max = MUCH) Long> amounts) {
        Assume.that(fee.metering() != null && fee.metering().cap() != null);
        var cap = Objects.requireNonNull(Objects.requireNonNull(fee.metering()).cap());
        var used = Used.nothing(Asset.UZS);

        for (long amount : amounts) {
            used = used.plus(reckoned(fee, tiyin(amount), used).use());

            assertThat(used.charged()).isLessThanOrEqualTo(cap);
        }
        assertThat(used.count()).isEqualTo(amounts.size());
    }

    @Property(tries = TRIES)
    void theFreeQuotaIsNeverStretched(
            @ForAll("fees") Fee fee, @ForAll @Size(max = 30) List<@LongRange(min = 1, max = MUCH) Long> amounts) {
        Assume.that(fee.metering() != null && fee.metering().quota() != null);
        var quota =
                Objects.requireNonNull(Objects.requireNonNull(fee.metering()).quota());
        var used = Used.nothing(Asset.UZS);
        long free = 0;

        for (int i = 0; i < amounts.size(); i++) {
            var now = FreeQuota.of(tiyin(amounts.get(i)), fee.metering(), used);
            assertThat(now.isPositive() && quota.count() != null && i >= quota.count())
                    .isFalse();
            free += now.minor();
            used = used.plus(new Used(tiyin(0), 1, tiyin(amounts.get(i))));
        }

        assertThat(quota.volume() == null || free <= quota.volume().minor()).isTrue();
    }

    @Property(tries = TRIES)
    void partialRefundsReturnEveryPartOnceAndNoneTwice(
            @ForAll("fees") Fee fee,
            @ForAll @LongRange(min = 1, max = MUCH) long amount,
            @ForAll @Size(max = 12) List<@LongRange(min = 1, max = MUCH) Long> refunds) {
        var line = reckoned(fee, tiyin(amount), Used.nothing(Asset.UZS));
        var returned = new HashMap<List<Object>, Money>();
        long before = 0;

        for (long now : inAll(refunds, amount)) {
            var back = (Returned) FeeRefundRules.of(line, tiyin(amount), tiyin(before), tiyin(now));
            assertThat(back.parts().stream().map(FeePart::amount).reduce(tiyin(0), Money::plus))
                    .isEqualTo(back.total());
            back.parts().forEach(part -> returned.merge(key(part), part.amount(), Money::plus));
            before += now;
            var charged = byKey(line.parts());
            returned.forEach((part, sum) -> assertThat(sum).isLessThanOrEqualTo(charged.get(part)));
        }

        assertThat(returned)
                .isEqualTo(
                        switch (line.refund()) {
                            case KEPT -> Map.of();
                            case IN_FULL, PRO_RATA -> byKey(line.parts());
                        });
    }

    /** Any amount, any tariff, any usage: a price that is right, or a refusal that says why, and never an exception. */
    @Property(tries = TRIES)
    void extremeAmountsAreRefusedOrCounted(
            @ForAll("hugeFees") Fee fee,
            @ForAll("extremes") long amount,
            @ForAll @LongRange(min = 0) long charged,
            @ForAll @LongRange(min = 0) long volume) {
        var question = transfer(tiyin(amount)).with(usage(fee, new Used(tiyin(charged), 0, tiyin(volume))));

        switch (PricingRules.quote(pack(fee), question)) {
            case Quoted it -> {
                assertThat(it.credited().minor()).isBetween(0L, amount);
                assertThat(it.debited().minor()).isGreaterThanOrEqualTo(amount);
            }
            case Refused it ->
                assertThat(it.why())
                        .isIn(
                                amount < 0
                                        ? List.of(Refusal.NEGATIVE_AMOUNT)
                                        : List.of(Refusal.TOO_LARGE, Refusal.FEE_EXCEEDS_AMOUNT));
        }
    }

    @Provide
    Arbitrary<Fee> fees() {
        return Tariffs.fees(MUCH);
    }

    @Provide
    Arbitrary<Fee> hugeFees() {
        return Tariffs.fees(Long.MAX_VALUE);
    }

    @Provide
    Arbitrary<Long> extremes() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().greaterOrEqual(Long.MAX_VALUE - 1_000),
                Arbitraries.of(0L, 1L));
    }

    /** The line alone, also where the receiver could not pay it. */
    private static FeeLine reckoned(Fee fee, Money amount, Used used) {
        return PricingRules.line(Tariffs.schedule(fee), fee, transfer(amount).with(usage(fee, used)));
    }

    private static FeeUsage usage(Fee fee, Used used) {
        return new FeeUsage(Map.of(fee.id(), used));
    }

    private static FeePack pack(Fee fee) {
        return new FeePack("any", List.of(Tariffs.schedule(fee)));
    }

    /** As they come, until nothing is left; then the rest. */
    private static List<Long> inAll(List<Long> refunds, long amount) {
        var all = new ArrayList<Long>();
        long left = amount;
        for (long refund : refunds) {
            long now = Math.min(refund % amount + 1, left);
            if (now > 0) {
                all.add(now);
                left -= now;
            }
        }
        if (left > 0) {
            all.add(left);
        }
        return all;
    }

    private static List<Object> key(FeePart part) {
        return List.of(part.from(), part.to());
    }

    private static Map<List<Object>, Money> byKey(List<FeePart> parts) {
        var byKey = new HashMap<List<Object>, Money>();
        parts.forEach(part -> byKey.merge(key(part), part.amount(), Money::plus));
        return byKey;
    }
}
