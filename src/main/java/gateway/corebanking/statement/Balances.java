package gateway.corebanking.statement;

import gateway.corebanking.statement.Statement.Entry;
import gateway.corebanking.statement.Statement.Side;
import gateway.shared.money.Asset;
import java.util.List;

/** Whether a statement adds up: what was there and its lines are what is there. A line that got lost shows here. */
final class Balances {

    private Balances() {}

    /** Credit balances in minor units. */
    static void check(int line, long opening, long closing, Asset asset, List<Entry> entries) throws StatementRefused {
        try {
            long sum = opening;
            for (var entry : entries) {
                if (!entry.asset().equals(asset)) {
                    continue;
                }
                sum = entry.side() == Side.CREDIT
                        ? Math.addExact(sum, entry.minor())
                        : Math.subtractExact(sum, entry.minor());
            }
            if (sum != closing) {
                throw new StatementRefused(line, "has a closing balance that its entries do not lead to");
            }
        } catch (ArithmeticException e) {
            throw new StatementRefused(line, "has more than can be counted");
        }
    }
}
