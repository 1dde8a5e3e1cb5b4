package gateway.ledger;

import static gateway.ledger.TransferRefusal.Reason.*;

import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.TransferRefusal.Reason;
import gateway.shared.ids.AccountId;
import gateway.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** Why a transfer cannot be made. The checks stand in the order of {@link Reason}: the first that applies counts. */
final class TransferRules {

    private final Books books;

    TransferRules(Books books) {
        this.books = books;
    }

    /** Null when nothing speaks against it. */
    @Nullable
    Reason reason(Transfer transfer) {
        if (books.isUsed(transfer.id())) {
            return ID_ALREADY_USED;
        }
        return switch (transfer) {
            case Direct it -> begin(it.debit(), it.credit(), it.amount());
            case Pending it -> begin(it.debit(), it.credit(), it.amount());
            case Post it -> post(it);
            case Release it -> release(it);
        };
    }

    private @Nullable Reason begin(AccountId debitId, AccountId creditId, Money amount) {
        if (debitId.equals(creditId)) {
            return ACCOUNTS_MUST_DIFFER;
        }
        if (!amount.isPositive()) {
            return AMOUNT_MUST_BE_POSITIVE;
        }
        var debit = books.account(debitId);
        var credit = books.account(creditId);
        if (debit == null) {
            return DEBIT_ACCOUNT_NOT_FOUND;
        }
        if (credit == null) {
            return CREDIT_ACCOUNT_NOT_FOUND;
        }
        return between(debit, credit, amount);
    }

    private static @Nullable Reason between(Account debit, Account credit, Money amount) {
        if (!debit.asset().equals(credit.asset())) {
            return ACCOUNTS_MUST_HAVE_THE_SAME_ASSET;
        }
        if (!amount.asset().equals(debit.asset())) {
            return TRANSFER_MUST_HAVE_THE_ASSET_OF_ITS_ACCOUNTS;
        }
        if (debit.isClosed()) {
            return DEBIT_ACCOUNT_CLOSED;
        }
        if (credit.isClosed()) {
            return CREDIT_ACCOUNT_CLOSED;
        }
        if (debit.debitOverflows(amount.minor()) || credit.creditOverflows(amount.minor())) {
            return OVERFLOWS_BALANCE;
        }
        return debit.canDebit(amount.minor()) ? null : INSUFFICIENT_FUNDS;
    }

    private @Nullable Reason post(Post post) {
        if (!post.amount().isPositive()) {
            return AMOUNT_MUST_BE_POSITIVE;
        }
        var hold = books.hold(post.pending());
        if (hold == null) {
            return PENDING_TRANSFER_NOT_FOUND;
        }
        if (!post.amount().asset().equals(hold.pending().amount().asset())) {
            return TRANSFER_MUST_HAVE_THE_ASSET_OF_ITS_ACCOUNTS;
        }
        if (post.amount().isGreaterThan(hold.pending().amount())) {
            return EXCEEDS_PENDING_AMOUNT;
        }
        var ended = ended(hold);
        if (ended != null) {
            return ended;
        }
        return hold.isOverdue(books.now()) ? PENDING_TRANSFER_EXPIRED : closed(hold);
    }

    /** Released money goes back where it was, so neither time nor a closed account stands in the way. */
    private @Nullable Reason release(Release release) {
        var hold = books.hold(release.pending());
        return hold == null ? PENDING_TRANSFER_NOT_FOUND : ended(hold);
    }

    private static @Nullable Reason ended(Hold hold) {
        return switch (hold.state()) {
            case PENDING -> null;
            case POSTED -> PENDING_TRANSFER_ALREADY_POSTED;
            case RELEASED -> PENDING_TRANSFER_ALREADY_VOIDED;
            case EXPIRED -> PENDING_TRANSFER_EXPIRED;
        };
    }

    private @Nullable Reason closed(Hold hold) {
        var debit = books.account(hold.pending().debit());
        var credit = books.account(hold.pending().credit());
        if (debit == null || debit.isClosed()) {
            return DEBIT_ACCOUNT_CLOSED;
        }
        return credit == null || credit.isClosed() ? CREDIT_ACCOUNT_CLOSED : null;
    }
}
