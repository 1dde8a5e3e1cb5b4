package sandbox.simulation;

import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.Payable;
import gateway.shared.ids.CustomerId;
import java.util.HashMap;
import java.util.List;

/**
 * Judges what operators' payments cost and what they count for, by the transactions that stand in the model's books;
 * shares no rule with the product.
 */
final class TopUpChecker {

    private final World world;
    private final List<OperatorTransaction> performed;

    TopUpChecker(World world) {
        this.world = world;
        this.performed = world.database.operators.transactions.values().stream()
                .filter(it -> it.state() instanceof State.Performed)
                .toList();
    }

    void check() {
        world.database.operators.transactions.values().forEach(this::costsWhatItShould);
        nobodyGetsMoreThanTheyMay();
        whatStaysIsCounted();
    }

    private void costsWhatItShould(OperatorTransaction it) {
        long expected =
                world.cashiers.areDear() ? Tariff.costOfTopUp(it.amount().minor()) : 0;
        long cost = it.fees().total(it.amount().asset()).minor();
        if (cost != expected) {
            fail("a top-up costs what the tariff says", it.key() + " costs " + cost + " instead of " + expected);
        }
    }

    private void nobodyGetsMoreThanTheyMay() {
        var brought = new HashMap<CustomerId, Long>();
        performed.forEach(it -> {
            if (it.payable() instanceof Payable.OfCustomer of) {
                brought.merge(of.owner(), it.amount().minor(), Long::sum);
            }
        });
        brought.forEach((owner, minor) -> {
            if (world.cashiers.areLimited() && minor > Ceilings.BROUGHT_A_DAY) {
                fail("no limit is exceeded", "%s was brought %d".formatted(owner, minor));
            }
        });
    }

    /** What was called off, forgotten or given back counts no more, and everything else does. */
    private void whatStaysIsCounted() {
        long expected = performed.stream()
                .filter(it -> world.cashiers.areLimited() && it.payable() instanceof Payable.OfCustomer)
                .mapToLong(it -> it.amount().minor())
                .sum();
        long counted = world.database.limits.counters.entrySet().stream()
                .filter(it -> it.getKey().limit().equals(Ceilings.BROUGHT))
                .mapToLong(it -> it.getValue().taken() - it.getValue().givenBack())
                .sum();
        if (counted != expected) {
            fail("a limit counts what moved", "top-ups count " + counted + " of " + expected);
        }
    }

    private static void fail(String invariant, String what) {
        throw new Violation(invariant, what);
    }
}
