package gateway.ledger;

import gateway.ledger.Account.Sums;
import gateway.ledger.BookedTransfer.Kind;
import gateway.ledger.Hold.State;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Pending;
import gateway.ledger.PostTransfers.Post;
import gateway.ledger.PostTransfers.Release;
import gateway.ledger.PostTransfers.Transfer;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts and holds that a batch touches, in memory; the rules of money stand in {@link TransferRules}. */
final class Books {

    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<TransferId, Hold> holds = new HashMap<>();
    private final Set<TransferId> used = new HashSet<>();
    private final List<BookedTransfer> booked = new ArrayList<>();
    private final TransferRules rules = new TransferRules(this);
    private Instant now;

    /** @param now when everything in this batch happens */
    Books(Instant now) {
        this.now = now;
    }

    void put(Account account) {
        accounts.put(account.id(), account);
    }

    void put(Hold hold) {
        holds.put(hold.id(), hold);
    }

    void putUsed(TransferId id) {
        used.add(id);
    }

    /** Before anything is booked: the moment is only known once all locks are held. */
    Books at(Instant moment) {
        now = moment;
        return this;
    }

    Instant now() {
        return now;
    }

    @Nullable
    Account account(AccountId id) {
        return accounts.get(id);
    }

    @Nullable
    Hold hold(TransferId id) {
        return holds.get(id);
    }

    boolean isUsed(TransferId id) {
        return used.contains(id);
    }

    /** Whether the linked transfers can all be made, one after the other; leaves everything as it was. */
    @Nullable
    TransferRefusal refusal(List<Transfer> linked) {
        int made = 0;
        TransferRefusal refusal = null;
        for (var transfer : linked) {
            var reason = rules.reason(transfer);
            if (reason != null) {
                refusal = new TransferRefusal(transfer.id(), reason);
                break;
            }
            // Only later ones need to see it.
            if (made < linked.size() - 1) {
                move(transfer);
                made++;
            }
        }
        while (made > 0) {
            made--;
            undo(linked.get(made));
        }
        return refusal;
    }

    /** Makes transfers that nothing speaks against. */
    void book(List<Transfer> linked) {
        for (var transfer : linked) {
            booked.add(line(transfer));
            move(transfer);
        }
    }

    private BookedTransfer line(Transfer transfer) {
        return switch (transfer) {
            case Direct it ->
                line(it.id(), Kind.DIRECT, it.debit(), it.credit(), it.amount(), it.purpose(), it.reference());
            case Pending it ->
                line(it.id(), Kind.PENDING, it.debit(), it.credit(), it.amount(), it.purpose(), it.reference());
            case Post it -> ending(it.id(), Kind.POST, it.pending(), it.amount());
            case Release it ->
                ending(
                        it.id(),
                        endOf(it) == State.EXPIRED ? Kind.EXPIRY : Kind.RELEASE,
                        it.pending(),
                        heldBy(it.pending()).pending().amount());
        };
    }

    private BookedTransfer line(
            TransferId id,
            Kind kind,
            AccountId debit,
            AccountId credit,
            Money amount,
            Purpose purpose,
            UUID reference) {
        return new BookedTransfer(id, kind, used(debit), used(credit), amount, purpose, reference, null);
    }

    private BookedTransfer ending(TransferId id, Kind kind, TransferId pending, Money amount) {
        var held = heldBy(pending).pending();
        return new BookedTransfer(
                id, kind, used(held.debit()), used(held.credit()), amount, held.purpose(), held.reference(), pending);
    }

    private Account used(AccountId id) {
        var account = known(id);
        account.touch();
        return account;
    }

    private void move(Transfer transfer) {
        used.add(transfer.id());
        switch (transfer) {
            case Direct it -> change(it.debit(), it.credit(), it.amount().minor(), 0);
            case Pending it -> {
                holds.put(it.id(), Hold.fresh(it));
                change(it.debit(), it.credit(), 0, it.amount().minor());
            }
            case Post it -> end(it.pending(), State.POSTED, it.amount().minor());
            case Release it -> end(it.pending(), endOf(it), 0);
        }
    }

    private void undo(Transfer transfer) {
        used.remove(transfer.id());
        switch (transfer) {
            case Direct it -> change(it.debit(), it.credit(), -it.amount().minor(), 0);
            case Pending it -> {
                holds.remove(it.id());
                change(it.debit(), it.credit(), 0, -it.amount().minor());
            }
            case Post it -> reopen(it.pending(), it.amount().minor());
            case Release it -> reopen(it.pending(), 0);
        }
    }

    private void end(TransferId pending, State state, long posted) {
        var hold = heldBy(pending);
        hold.become(state);
        change(
                hold.pending().debit(),
                hold.pending().credit(),
                posted,
                -hold.pending().amount().minor());
    }

    private void reopen(TransferId pending, long posted) {
        var hold = heldBy(pending);
        hold.become(State.PENDING);
        change(
                hold.pending().debit(),
                hold.pending().credit(),
                -posted,
                hold.pending().amount().minor());
    }

    private void change(AccountId debit, AccountId credit, long posted, long pending) {
        known(debit).add(new Sums(posted, 0, pending, 0));
        known(credit).add(new Sums(0, posted, 0, pending));
    }

    /** A hold whose time is over ends as expired, whoever releases it. */
    private State endOf(Release release) {
        return heldBy(release.pending()).isOverdue(now) ? State.EXPIRED : State.RELEASED;
    }

    private Account known(AccountId id) {
        var account = accounts.get(id);
        if (account == null) {
            throw new IllegalStateException("Not locked: " + id);
        }
        return account;
    }

    private Hold heldBy(TransferId id) {
        var hold = holds.get(id);
        if (hold == null) {
            throw new IllegalStateException("Not locked: " + id);
        }
        return hold;
    }

    Collection<Account> accounts() {
        return accounts.values();
    }

    Collection<Hold> holds() {
        return holds.values();
    }

    /** In the order in which they were made. */
    List<BookedTransfer> booked() {
        return booked;
    }
}
