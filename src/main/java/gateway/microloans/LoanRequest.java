package gateway.microloans;

import gateway.shared.money.Money;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A microloan that somebody asks for, with all that a cap can be about. Amounts are in the loan's currency.
 *
 * @param months until the last payment, begun ones counted
 * @param perDay what it costs a day, of what is owed
 * @param dearestYear interest, fees, fines and all other charges of the year that has the most of them
 * @param owed what the person owes of microloans already, whoever lent
 * @param income of a month, on average, as far as it was proved; nothing where it was not
 * @param debtService what all their debts cost in a month, this one included
 * @param confirmedAt when the person confirms it
 * @param lastConfirmedAt when they confirmed the one before it, whoever lent; null for the first
 * @param paidOutAt when the money would be theirs
 */
public record LoanRequest(
        Money principal,
        int months,
        Percentage perDay,
        Money dearestYear,
        Money owed,
        Money income,
        Money debtService,
        Instant confirmedAt,
        @Nullable Instant lastConfirmedAt,
        Instant paidOutAt) {

    public LoanRequest {
        var amounts = Stream.of(dearestYear, owed, income, debtService);
        if (!principal.isPositive() || months < 1) {
            throw new IllegalArgumentException("A loan has a principal and a term");
        }
        if (amounts.anyMatch(it -> it.minor() < 0 || !it.asset().equals(principal.asset()))) {
            throw new IllegalArgumentException("Amounts are of the loan's currency and not negative");
        }
        if (paidOutAt.isBefore(confirmedAt) || (lastConfirmedAt != null && lastConfirmedAt.isAfter(confirmedAt))) {
            throw new IllegalArgumentException("The one before comes first, and money after it is confirmed");
        }
    }
}
