package gateway.payments.web;

import gateway.payments.PaymentProblem;
import gateway.payments.web.PaymentRequest.AmountRequest;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Reads an amount as clients write it. */
final class AmountReader {

    private AmountReader() {}

    /** A fee that was shown, zero too; in the payment's currency. */
    static @Nullable Money fee(@Nullable AmountRequest request, Asset asset) {
        return request == null
                ? null
                : Money.parse(request.value(), asset)
                        .filter(fee -> request.currency().equals(asset.code()) && fee.minor() >= 0)
                        .orElseThrow(() -> PaymentProblem.AMOUNT_INVALID
                                .because("Write a decimal in the payment's currency")
                                .with("field", "agreedFee"));
    }

    static Money read(AmountRequest request) {
        var asset = Asset.find(request.currency())
                .orElseThrow(() -> PaymentProblem.CURRENCY_UNKNOWN
                        .because("No such currency here")
                        .with("field", "amount.currency"));
        return Money.parse(request.value(), asset)
                .filter(Money::isPositive)
                .orElseThrow(() -> PaymentProblem.AMOUNT_INVALID
                        .because("Write a positive decimal with at most " + asset.scale() + " decimals")
                        .with("field", "amount.value"));
    }
}
