package gateway.fees;

import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.shared.money.Money;
import java.time.Instant;

/**
 * A payment, as far as its price depends on it.
 *
 * @param amount what the receiver would get if nothing had to be paid
 * @param at which schedules are in force is decided as of that moment
 * @param usage of the fees that {@link Fees#meters} lists; without it nothing counts as used
 */
public record FeeQuestion(
        Operation operation, Place from, Place to, Channel channel, Money amount, Instant at, FeeUsage usage) {

    public FeeQuestion with(FeeUsage known) {
        return new FeeQuestion(operation, from, to, channel, amount, at, known);
    }
}
