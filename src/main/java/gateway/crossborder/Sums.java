package gateway.crossborder;

import gateway.crossborder.rates.Price;
import gateway.shared.money.Money;

/**
 * What a remittance comes to, to the last unit: {@code spent = fee + worth + rounding}, and {@code worth} is what
 * {@code received} costs at the price.
 *
 * @param spent everything that leaves the customer
 * @param fee what of it is the fee
 * @param received what the beneficiary is sent
 * @param worth what that costs, rounded up
 * @param price what the customer pays for one unit
 */
public record Sums(Money spent, Money fee, Money received, Money worth, Price price) {

    public Sums {
        if (rest(spent, fee).compareTo(worth) < 0 || price.costs(received).compareTo(worth) != 0) {
            throw new IllegalArgumentException("They do not add up: " + spent + ", " + fee + ", " + received);
        }
    }

    /** What is exchanged. */
    public Money exchanged() {
        return rest(spent, fee);
    }

    /** What is left over because nobody can be sent a part of a unit. */
    public Money rounding() {
        return exchanged().minus(worth);
    }

    private static Money rest(Money spent, Money fee) {
        return spent.minus(fee);
    }
}
