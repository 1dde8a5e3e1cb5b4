package gateway.payments.web;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import gateway.payments.PaymentProblem;
import gateway.payments.web.PaymentRequest.AmountRequest;
import java.util.Set;

/** An amount of a payment: the last three letters are its currency. Positive, or one of two problems. */
public final class AmountFuzz implements FuzzTarget {

    private static final Set<PaymentProblem> DOCUMENTED =
            Set.of(PaymentProblem.AMOUNT_INVALID, PaymentProblem.CURRENCY_UNKNOWN);

    @Override
    public void read(byte[] input) throws Exception {
        var text = Promises.text(input);
        int cut = Math.max(0, text.length() - 3);
        var request = new AmountRequest(text.substring(0, cut), text.substring(cut));
        var money = Promises.refusing(DOCUMENTED, () -> AmountReader.read(request));
        if (money != null) {
            Promises.holds(money.isPositive(), "a payment is of something");
            Promises.same(money, AmountReader.read(new AmountRequest(money.toDecimal(), request.currency())));
        }
    }
}
