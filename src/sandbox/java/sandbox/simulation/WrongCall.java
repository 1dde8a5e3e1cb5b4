package sandbox.simulation;

import gateway.operators.Announced;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.Outcome;

/** An operator's mistake: another amount under a name that it used, or a name that it never used. */
final class WrongCall {

    private final World world;
    private final TransactionKey used;
    private final Announced other;

    WrongCall(World world, TransactionKey used, Announced other) {
        this.world = world;
        this.used = used;
        this.other = other;
    }

    void make() {
        var node = world.anyNode();
        boolean again = world.coin() && world.database.operators.transactions.containsKey(used);
        var never = new TransactionKey(used.operator(), used.theirId() + "-never");
        node.after(
                1,
                () -> (again
                                ? node.desk().take.announce(other)
                                : node.desk().take.perform(never))
                        .subscribe(it -> world.guarded(() -> heard(it, again)), _ -> {}));
    }

    private void heard(Outcome outcome, boolean again) {
        if (!(outcome instanceof Outcome.No)) {
            throw new Violation("one name is one transaction", used + " was told " + Heard.text(outcome));
        }
        world.see(again ? Sight.TOP_UP_UNDER_A_USED_NAME : Sight.TOP_UP_NOBODY_KNOWS);
    }
}
