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
 * @param nostro our account at a correspondent, whose statements are its files; null for others
 */
public record Counterparty(
        String name,
        String account,
        Profile theirs,
        Profile bank,
        Set<String> bankAccounts,
        LocalTime cutOff,
        @Nullable BigDecimal feeRate,
        @Nullable Nostro nostro) {

    private static final String RAIL = "clearing:";
    private static final String OPERATOR = "operator:";
    private static final String CORRESPONDENT = "nostro:";

    public Counterparty {
        bankAccounts = Set.copyOf(bankAccounts);
        if (!account.startsWith(RAIL) && !account.startsWith(OPERATOR) && !account.startsWith(CORRESPONDENT)) {
            throw new IllegalArgumentException("Not an account of a counterparty: " + account);
        }
        if (account.startsWith(CORRESPONDENT) != (nostro != null)) {
            throw new IllegalArgumentException("A correspondent has an account of ours, and nobody else: " + account);
        }
    }

    boolean isCorrespondent() {
        return nostro != null;
    }

    /** Whether statements of that account of ours, at that correspondent, are its book. */
    boolean keepsAccount(String correspondent, String number) {
        return nostro != null
                && party().equals(correspondent)
                && nostro.number().equals(number);
    }

    /** Whether files of a book may be about that account. */
    boolean isAbout(Book book, String number) {
        return (nostro != null && book == Book.THEIRS) ? nostro.number().equals(number) : bankAccounts.contains(number);
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
        if (isCorrespondent()) {
            return SystemAccounts.nostro(party(), asset, shard);
        }
        return isOperator()
                ? SystemAccounts.operator(party(), asset, shard)
                : SystemAccounts.clearing(party(), asset, shard);
    }
}
