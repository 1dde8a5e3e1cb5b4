package gateway.operators;

import gateway.ledger.SystemAccounts;
import gateway.shared.ids.AccountId;
import gateway.shared.money.Asset;
import java.util.regex.Pattern;

/**
 * A payment operator that calls us.
 *
 * @param name as settings, books and metrics write it
 */
public record Operator(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z]{2,20}");

    public Operator {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name of an operator: " + name);
        }
    }

    /** What the operator owes us (debit) until it settles; what it will be given back is a credit. */
    AccountId settlement(Asset asset, int shard) {
        return SystemAccounts.operator(name, asset, shard);
    }

    @Override
    public String toString() {
        return name;
    }
}
