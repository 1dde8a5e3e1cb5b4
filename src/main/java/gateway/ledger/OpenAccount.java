package gateway.ledger;

import gateway.platform.journal.Part;
import gateway.shared.ids.AccountId;
import gateway.shared.money.Asset;
import java.util.UUID;

/**
 * Opens an account; opening the same account again changes nothing. Transfers see it once this entry is committed, not
 * earlier in the same entry. The bank's own accounts ({@link SystemAccounts}) need no opening.
 */
public record OpenAccount(AccountId id, UUID owner, Asset asset, AccountKind kind) implements Part {

    /** Whose money it is, and whether it may go below zero. */
    public enum AccountKind {
        /** A customer's money: never below zero. */
        WALLET(1),
        /** A merchant's money, or a partner's that was paid in for what it will send: never below zero. */
        MERCHANT(2),
        /** The bank's own: clearing, transit, income. May go below zero. */
        SYSTEM(3);

        private final short code;

        AccountKind(int code) {
            this.code = (short) code;
        }

        public short code() {
            return code;
        }

        static AccountKind of(long code) {
            return switch ((int) code) {
                case 1 -> WALLET;
                case 2 -> MERCHANT;
                case 3 -> SYSTEM;
                default -> throw new IllegalArgumentException("No such kind of account: " + code);
            };
        }
    }
}
