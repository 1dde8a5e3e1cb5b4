package gateway.payments;

import gateway.fees.Beneficiary;
import gateway.fees.Payer;
import gateway.shared.money.Money;

/**
 * What of a fee goes back with a refund.
 *
 * @param place of the fee's part among all parts of the payment
 * @param from who had paid it
 * @param to who had got it
 */
public record FeeBack(int place, Payer from, Beneficiary to, Money amount) {}
