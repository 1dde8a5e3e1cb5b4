package gateway.limits;

import gateway.rulebook.Operation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * To which payments a limit applies; an empty set stands for all. What is not known of a payment fits no name, but for
 * the tier: where nobody can tell how well a customer is known, a limit of any tier holds for them.
 *
 * @param tiers of the customer
 * @param categories of the merchant, four digits
 */
record Reach(
        Set<Operation> operations,
        Set<String> rails,
        Set<Integer> tiers,
        Set<String> channels,
        Set<String> countries,
        Set<String> categories) {

    static final Reach EVERYTHING = new Reach(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    boolean covers(Use use) {
        var under = use.under();
        return names(operations, use.operation())
                && names(rails, use.rail())
                && isFor(under.tier())
                && names(channels, under.channel())
                && names(countries, under.country())
                && names(categories, use.category());
    }

    boolean isFor(@Nullable Integer tier) {
        return tier == null || names(tiers, tier);
    }

    private static <T> boolean names(Set<T> listed, @Nullable T asked) {
        return listed.isEmpty() || (asked != null && listed.contains(asked));
    }
}
