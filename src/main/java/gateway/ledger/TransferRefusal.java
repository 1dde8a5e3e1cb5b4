package gateway.ledger;

import gateway.platform.journal.Refusal;
import gateway.shared.ids.TransferId;

/**
 * Why a transfer cannot be made.
 *
 * @param transfer the first of the linked transfers that was refused
 */
public record TransferRefusal(TransferId transfer, Reason reason) implements Refusal {

    /** In order of precedence, after TigerBeetle's create_transfer result codes: the first that applies is reported. */
    public enum Reason {
        ID_ALREADY_USED,
        ACCOUNTS_MUST_DIFFER,
        AMOUNT_MUST_BE_POSITIVE,
        PENDING_TRANSFER_NOT_FOUND,
        DEBIT_ACCOUNT_NOT_FOUND,
        CREDIT_ACCOUNT_NOT_FOUND,
        ACCOUNTS_MUST_HAVE_THE_SAME_ASSET,
        TRANSFER_MUST_HAVE_THE_ASSET_OF_ITS_ACCOUNTS,
        EXCEEDS_PENDING_AMOUNT,
        PENDING_TRANSFER_ALREADY_POSTED,
        PENDING_TRANSFER_ALREADY_VOIDED,
        PENDING_TRANSFER_EXPIRED,
        DEBIT_ACCOUNT_CLOSED,
        CREDIT_ACCOUNT_CLOSED,
        OVERFLOWS_BALANCE,
        INSUFFICIENT_FUNDS
    }
}
