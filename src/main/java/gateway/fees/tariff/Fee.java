package gateway.fees.tariff;

import gateway.fees.Beneficiary;
import gateway.fees.FeeId;
import gateway.fees.Payer;
import gateway.fees.RefundPolicy;
import gateway.fees.Vat;
import gateway.rulebook.Operation;
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
        if (scope.operations().contains(Operation.OPERATOR_TOP_UP)) {
            refuseWhatOperatorsCannot(payers, metering, refund);
        }
        if (charge.amounts().stream().anyMatch(amount -> amount.minor() < 0)) {
            throw UnfitTariff.because("a charge cannot be negative");
        }
    }

    // The payer is at the operator's, has paid what the operator says, and may get all of it back from there.
    private static void refuseWhatOperatorsCannot(
            Division<Payer> payers, @Nullable Metering metering, RefundPolicy refund) {
        if (payers.parts().stream().anyMatch(part -> part.whose() != Payer.RECEIVER)) {
            throw UnfitTariff.because("of what comes through an operator only the receiver can pay a fee");
        }
        if (metering != null) {
            throw UnfitTariff.because("what comes through an operator is not counted: no period, cap or free quota");
        }
        if (refund == RefundPolicy.KEPT) {
            throw UnfitTariff.because("an operator takes back all that it brought: its fee cannot be kept");
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
