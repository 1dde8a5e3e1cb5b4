package gateway.payments;

import gateway.shared.problems.ProblemType;

/** What can be wrong with a payment, most decisive first. */
public enum PaymentProblem implements ProblemType {
    PAYMENT_NOT_FOUND(404, "No such payment"),
    REFUND_NOT_FOUND(404, "No such refund"),
    AMOUNT_INVALID(422, "The amount is not valid"),
    CURRENCY_UNKNOWN(422, "This currency is not served"),
    CURRENCY_NOT_SERVED_BY_RAIL(422, "This rail does not serve the currency"),
    SOURCE_INVALID(422, "The source is not valid"),
    DESTINATION_INVALID(422, "The destination is not valid"),
    SOURCE_CANNOT_WAIT(422, "This source cannot wait for a confirmation"),
    SAME_SOURCE_AND_DESTINATION(422, "Source and destination are the same"),
    INSUFFICIENT_FUNDS(422, "There is not enough money"),
    PAYMENTS_RESTRICTED(422, "Payments are restricted for now"),
    PAYMENT_NOT_POSSIBLE(422, "This payment cannot be made"),
    DEVICE_TOO_NEW(422, "The device is too new for this"),
    LIMIT_EXCEEDED(422, "A limit would be exceeded"),
    PAYEE_CANNOT_TAKE(422, "The payee cannot take this amount"),
    PAYMENT_NOT_CONFIRMABLE(409, "The payment does not wait for a code"),
    CODE_WRONG(422, "The code is wrong"),
    CODE_EXPIRED(409, "The code has expired"),
    CODE_LOCKED(429, "Too many wrong codes; try again later"),
    PAYMENT_NOT_IN_REVIEW(409, "The payment does not wait for the bank's decision"),
    PAYMENT_NOT_CANCELLABLE(409, "The payment can no longer be cancelled"),
    PAYMENT_NOT_REFUNDABLE(409, "The payment cannot be refunded"),
    REFUND_EXCEEDS_PAYMENT(422, "The refund is larger than what is left of the payment"),
    REFUND_NOT_WHOLE(422, "This payment can only be given back as a whole"),
    TOO_MANY_STREAMS(429, "Too many progress streams are open"),
    PAYMENT_CHANGED(409, "The payment has just changed; read it again"),
    RAIL_UNAVAILABLE(503, "The card network cannot be reached right now");

    private final int status;
    private final String title;

    PaymentProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
