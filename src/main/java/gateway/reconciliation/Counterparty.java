package gateway.reconciliation;

import gateway.ledger.SystemAccounts;
import gateway.reconciliation.files.Profile;
import gateway.shared.ids.AccountId;
import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose books are compared with ours.
 *
 * @param account ours on which all that moves between us stands, such as {@code clearing:humo}
 * @param theirs how its files are written
 * @param bank how the bank's statements are written
 * @param bankAccounts on which the bank books what we do with it; none for a counterparty without a bank's book
 * @param cutOff what happens at this time of the day or later may stand in the others' books of the next day
 * @param feeRate what it keeps of each amount, if that was agreed and its files tell
 */
public record Counterparty(
        String name,
        String account,
        Profile theirs,
        Profile bank,
        Set<String> bankAccounts,
        LocalTime cutOff,
        @Nullable BigDecimal feeRate) {

    private static final String RAIL = "clearing:";
    private static final String OPERATOR = "operator:";

    public Counterparty {
        bankAccounts = Set.copyOf(bankAccounts);
        if (!account.startsWith(RAIL) && !account.startsWith(OPERATOR)) {
            throw new IllegalArgumentException("Not an account of a counterparty: " + account);
        }
    }

    boolean isOperator() {
        return account.startsWith(OPERATOR);
    }

    /** The rail or operator, as its owner names it. */
    String party() {
        return account.substring(account.indexOf(':') + 1);
    }

    /** Ours in that shard. */
    public AccountId settlement(Asset asset, int shard) {
        return isOperator()
                ? SystemAccounts.operator(party(), asset, shard)
                : SystemAccounts.clearing(party(), asset, shard);
    }
}
