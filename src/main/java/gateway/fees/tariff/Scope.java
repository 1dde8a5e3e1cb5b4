package gateway.fees.tariff;

import gateway.fees.FeeQuestion;
import gateway.fees.Place;
import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.shared.money.Asset;
import java.util.Set;

/**
 * Which payments a fee is for. Where a set of places or channels is empty, all of them.
 *
 * @param currency of the payment, and of everything the fee counts
 */
public record Scope(Set<Operation> operations, Set<Place> from, Set<Place> to, Set<Channel> channels, Asset currency) {

    public Scope {
        operations = Set.copyOf(operations);
        from = Set.copyOf(from);
        to = Set.copyOf(to);
        channels = Set.copyOf(channels);
        if (operations.isEmpty()) {
            throw UnfitTariff.because("a fee must be for some operation");
        }
    }

    public boolean covers(FeeQuestion question) {
        return operations.contains(question.operation())
                && anyOr(from, question.from())
                && anyOr(to, question.to())
                && anyOr(channels, question.channel())
                && currency.equals(question.amount().asset());
    }

    private static <T> boolean anyOr(Set<T> listed, T asked) {
        return listed.isEmpty() || listed.contains(asked);
    }
}
