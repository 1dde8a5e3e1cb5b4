package gateway.fees;

import gateway.shared.money.Money;

/** One step of how a fee came about; {@link FeeWords} tells it to people. */
public sealed interface Reckoning {

    /** Nothing moves, so nothing is charged but a minimum. */
    record NothingMoves() implements Reckoning {}

    /** So much of the amount is free under the quota of the period. */
    record Free(Money of) implements Reckoning {}

    /** A rate on a part of the amount, and something fixed. */
    record Slice(Money of, Rate rate, Money plus) implements Reckoning {}

    /** The exact sum fell between two units. */
    record Rounded(Money to) implements Reckoning {}

    record RaisedToMinimum(Money minimum) implements Reckoning {}

    record LoweredToMaximum(Money maximum) implements Reckoning {}

    /** Less than computed was left of the period's cap. */
    record Capped(Money left, Money cap) implements Reckoning {}

    record VatOnTop(Rate rate, Money vat) implements Reckoning {}

    record VatIncluded(Rate rate, Money vat) implements Reckoning {}
}
