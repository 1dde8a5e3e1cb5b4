package gateway.fees;

import gateway.shared.money.Money;

/** What one side pays to one beneficiary: one transfer in the books. */
public record FeePart(Payer from, Beneficiary to, Money amount) {}
