package gateway.fees.tariff;

import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.fees.Payer;
import gateway.fees.RefundPolicy;
import gateway.fees.Vat;
import gateway.rulebook.Wording;
import gateway.shared.money.Money;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One fee of a schedule.
 *
 * @param name as customers read it
 * @param payers who pays the gross
 * @param metering null when earlier payments do not matter
 * @param shares who gets the net
 */
public record Fee(
        FeeId id,
        Wording name,
        Scope scope,
        Division<Payer> payers,
        Charge charge,
        Bounds bounds,
        @Nullable Metering metering,
        Vat vat,
        Division<Beneficiary> shares,
        RefundPolicy refund) {

    public Fee {
        if (shares.parts().stream().anyMatch(part -> part.whose() == Beneficiary.TREASURY)) {
            throw UnfitTariff.because("the treasury gets the VAT and no share");
        }
        var asset = scope.currency();
        if (!charge.isIn(asset)
                || !others(bounds, metering).allMatch(amount -> amount.asset().equals(asset))) {
            throw UnfitTariff.because("every amount of a fee must be in " + asset + ", its currency");
        }
        if (charge.amounts().stream().anyMatch(amount -> amount.minor() < 0)) {
            throw UnfitTariff.because("a charge cannot be negative");
        }
    }

    private static Stream<Money> others(Bounds bounds, @Nullable Metering metering) {
        var quota = metering == null ? null : metering.quota();
        return Stream.of(
                        Stream.ofNullable(bounds.least()),
                        Stream.ofNullable(bounds.most()),
                        metering == null ? Stream.<Money>empty() : Stream.ofNullable(metering.cap()),
                        quota == null ? Stream.<Money>empty() : Stream.ofNullable(quota.volume()))
                .flatMap(amounts -> amounts);
    }
}
