package gateway.issuing;

import gateway.issuing.Authorisation.State;
import gateway.issuing.NetworkWork.Spend;
import gateway.ledger.PostTransfers.Transfer;
import gateway.shared.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each message of the network comes to, given what is known of its transaction. Pure: who calls it writes the plan
 * or hears that the world has changed, and asks again.
 */
final class MessageRules {

    private MessageRules() {}

    static MessagePlan plan(Situation it) {
        return switch (it.message().kind()) {
            case AUTHORISATION -> authorise(it);
            case INCREMENT -> raise(it);
            case ADVICE -> advised(it);
            case REVERSAL -> reverse(it);
            case CLEARING -> it.message().refund() ? refund(it) : clear(it);
        };
    }

    private static MessagePlan authorise(Situation it) {
        var known = it.known();
        if (known != null) {
            return MessagePlan.only(isUndone(known) ? Reason.REVERSED_BEFORE : Reason.NAME_TAKEN);
        }
        if (it.message().refund() || it.purchase().amount().minor() == 0) {
            return MessagePlan.look(
                    it.purchase().asking(Money.zero(it.purchase().amount().asset())));
        }
        return approve(it, true, true);
    }

    /** @param held whether the wallet can be asked for it */
    private static MessagePlan approve(Situation it, boolean binding, boolean held) {
        var amount = it.message().amount();
        var hold = held ? it.holding(amount) : null;
        return new MessagePlan(
                Reason.APPROVED,
                it.purchase(),
                binding,
                counts(it, amount)
                        ? List.of(new Spend(
                                it.now(), amount.minor(), 1, it.purchase().merchant()))
                        : List.of(),
                it.begin(State.APPROVED, amount, hold == null ? null : hold.id(), 0),
                hold == null ? List.of() : List.of(hold));
    }

    /** Only what is in the card's own money counts against its limits. */
    private static boolean counts(Situation it, Money amount) {
        return amount.asset().equals(it.card().asset());
    }

    private static MessagePlan raise(Situation it) {
        var known = it.known();
        if (known == null || known.state() == State.CLEARED || known.state() == State.LAPSED) {
            return MessagePlan.only(Reason.ORIGINAL_UNKNOWN);
        }
        if (isUndone(known)) {
            return MessagePlan.only(Reason.REVERSED_BEFORE);
        }
        var more = it.message().amount();
        if (!isInItsMoney(it, known)) {
            return MessagePlan.only(Reason.CURRENCY_NOT_ALLOWED);
        }
        if (more.minor() == 0 || more.minor() > Long.MAX_VALUE - known.amount().minor()) {
            return MessagePlan.only(Reason.AMOUNT_NOT_VALID);
        }
        var total = known.amount().plus(more);
        var hold = it.holding(total);
        return new MessagePlan(
                Reason.APPROVED,
                it.purchase().raising(known.amount().minor()),
                true,
                List.of(new Spend(it.now(), more.minor(), 0, it.purchase().merchant())),
                known.raised(more, it.now(), hold.id(), it.until()),
                joined(it.releasing(), hold));
    }

    // What the network decided in our place is so, whatever we think of it.
    private static MessagePlan advised(Situation it) {
        boolean moves =
                it.message().approvedElsewhere() && it.message().amount().isPositive();
        if (!moves || it.known() != null) {
            return new MessagePlan(Reason.APPROVED, it.purchase(), false, List.of(), null, List.of());
        }
        return approve(it, false, it.inWallet() == null && it.isInCardsAsset());
    }

    private static MessagePlan reverse(Situation it) {
        var known = it.known();
        if (known == null) {
            // Remembered, so that the purchase is refused should it come after all.
            var zero = Money.zero(it.message().amount().asset());
            var forestalled = it.begin(State.FORESTALLED, zero, null, 0);
            return new MessagePlan(Reason.ORIGINAL_UNKNOWN, null, false, List.of(), forestalled, List.of());
        }
        return switch (known.state()) {
            case REVERSED, FORESTALLED -> MessagePlan.only(Reason.REVERSED_BEFORE);
            case CLEARED -> MessagePlan.only(Reason.ALREADY_CLEARED);
            case LAPSED -> isInPart(it) ? MessagePlan.only(Reason.APPROVED) : undone(known, List.of(), List.of());
            case APPROVED ->
                isInPart(it)
                        ? lower(it, known, Objects.requireNonNull(it.message().replacement()))
                        : undo(it, known);
        };
    }

    private static boolean isInPart(Situation it) {
        var left = it.message().replacement();
        return left != null && left != 0;
    }

    private static MessagePlan undo(Situation it, Authorisation known) {
        var back = counts(it, known.amount()) ? known.counting().allBack() : List.<Spend>of();
        return undone(known, back, it.releasing());
    }

    private static MessagePlan undone(Authorisation known, List<Spend> back, List<Transfer> transfers) {
        return new MessagePlan(Reason.APPROVED, null, false, back, known.ended(State.REVERSED, 0), transfers);
    }

    private static MessagePlan lower(Situation it, Authorisation known, long left) {
        long less = known.amount().minor() - left;
        if (less <= 0 || !isInItsMoney(it, known)) {
            return MessagePlan.only(Reason.AMOUNT_NOT_VALID);
        }
        var amount = new Money(left, known.amount().asset());
        var back = counts(it, amount) ? known.counting().back(less) : List.<Spend>of();
        if (it.hold() == null) {
            var change = known.lowered(amount, null, known.holdUntil());
            return new MessagePlan(Reason.APPROVED, null, false, back, change, List.of());
        }
        var hold = it.holding(amount);
        var change = known.lowered(amount, hold.id(), it.until());
        return new MessagePlan(Reason.APPROVED, null, false, back, change, joined(it.releasing(), hold));
    }

    // Merchants are paid what was approved and what was not: on a frozen card, a closed one, and beyond every limit.
    private static MessagePlan clear(Situation it) {
        var amount = it.message().amount();
        if (!amount.isPositive()) {
            return MessagePlan.only(Reason.AMOUNT_NOT_VALID);
        }
        var known = it.known();
        boolean countsAlready =
                known != null && known.state() == State.APPROVED && it.isInCardsAsset() && isInItsMoney(it, known);
        var approved = countsAlready ? known : null;
        // Cleared in other money than it was approved in: nothing of the hold is taken, so all of it comes back.
        var transfers = approved == null ? joined(it.releasing(), it.taking(amount)) : settling(it, approved);
        return new MessagePlan(
                Reason.APPROVED, it.purchase(), false, counted(it, approved), cleared(it, known), transfers);
    }

    private static Authorisation cleared(Situation it, @Nullable Authorisation known) {
        var amount = it.message().amount();
        if (known == null) {
            return it.begin(State.CLEARED, amount, null, amount.minor());
        }
        boolean counts = known.state() == State.APPROVED || known.state() == State.CLEARED;
        if (it.isInCardsAsset() && !(counts && isInItsMoney(it, known))) {
            return known.clearedAs(amount, it.now());
        }
        return known.ended(State.CLEARED, isInItsMoney(it, known) ? amount.minor() : 0);
    }

    private static List<Transfer> settling(Situation it, Authorisation known) {
        var amount = it.message().amount();
        var hold = it.hold();
        if (hold == null) {
            return it.taking(amount);
        }
        if (!amount.isGreaterThan(known.amount())) {
            return List.of(it.posting(hold, amount));
        }
        var transfers = new ArrayList<Transfer>();
        transfers.add(it.posting(hold, known.amount()));
        transfers.addAll(it.taking(amount.minus(known.amount())));
        return List.copyOf(transfers);
    }

    /** @param approved what counts already; null when nothing of it does */
    private static List<Spend> counted(Situation it, @Nullable Authorisation approved) {
        long amount = it.message().amount().minor();
        if (!it.isInCardsAsset()) {
            return List.of();
        }
        if (approved == null) {
            return List.of(new Spend(it.now(), amount, 1, it.purchase().merchant()));
        }
        long more = amount - approved.amount().minor();
        return more < 0 ? approved.counting().back(-more) : List.of(new Spend(it.now(), more, 0, ""));
    }

    private static MessagePlan refund(Situation it) {
        return it.message().amount().isPositive()
                ? new MessagePlan(Reason.APPROVED, null, false, List.of(), null, List.of(it.refunding()))
                : MessagePlan.only(Reason.AMOUNT_NOT_VALID);
    }

    // Merchants and networks may name other money for the same purchase than it was approved in.
    private static boolean isInItsMoney(Situation it, Authorisation known) {
        return it.message().amount().asset().equals(known.amount().asset());
    }

    private static boolean isUndone(Authorisation known) {
        return known.state() == State.REVERSED || known.state() == State.FORESTALLED;
    }

    private static List<Transfer> joined(List<Transfer> first, Transfer last) {
        return joined(first, List.of(last));
    }

    private static List<Transfer> joined(List<Transfer> first, List<Transfer> last) {
        return Stream.concat(first.stream(), last.stream()).toList();
    }
}
