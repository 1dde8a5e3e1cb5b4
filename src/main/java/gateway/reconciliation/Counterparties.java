package gateway.reconciliation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All whose books are compared with ours. */
public final class Counterparties {

    private final List<Counterparty> all;
    private final Map<String, Counterparty> byName;

    Counterparties(List<Counterparty> all) {
        this.all = List.copyOf(all);
        this.byName = all.stream().collect(Collectors.toUnmodifiableMap(Counterparty::name, Function.identity()));
    }

    public List<Counterparty> all() {
        return all;
    }

    public Optional<Counterparty> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Errors with {@link ReconciliationProblem#COUNTERPARTY_NOT_FOUND}. */
    public Counterparty named(String name) {
        return find(name)
                .orElseThrow(() -> ReconciliationProblem.COUNTERPARTY_NOT_FOUND.because(
                        "Known are " + String.join(", ", new java.util.TreeSet<>(byName.keySet()))));
    }
}
