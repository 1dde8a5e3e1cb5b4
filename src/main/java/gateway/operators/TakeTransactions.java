package gateway.operators;

import gateway.cards.UseCard.CardRefusal;
import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.fraud.RestrictionRefusal;
import gateway.ledger.PostTransfers;
import gateway.ledger.TransferRefusal;
import gateway.limits.LimitRefusal;
import gateway.operators.MoveInvoice.InvoiceNotReady;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.Payables.Found;
import gateway.operators.TransactionLifecycle.Step;
import gateway.operators.WriteTransaction.TransactionMoved;
import gateway.payments.Onward;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes what operators say about their transactions. Transaction, invoice and money are one entry of the journal, so a
 * call that is repeated, sent to two nodes at once, or cut off before its answer, has its effect once, and every repeat
 * hears what stands.
 */
@Component
public class TakeTransactions {

    /** Losing this often in a row means that something else is wrong. */
    private static final int ATTEMPTS = 8;

    private final Transactions transactions;
    private final Payables payables;
    private final TransactionChecks checks;
    private final Journal journal;
    private final TimeOrderedIds ids;
    private final Clock clock;

    TakeTransactions(
            Transactions transactions,
            Payables payables,
            TransactionChecks checks,
            Journal journal,
            TimeOrderedIds ids,
            Clock clock) {
        this.transactions = transactions;
        this.payables = payables;
        this.checks = checks;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes a transaction known, or says how the one with this name stands. */
    public Mono<Outcome> announce(Announced announced) {
        return announce(announced, 1);
    }

    public Mono<Outcome> perform(TransactionKey key) {
        return move(key, TransactionLifecycle::perform, 1);
    }

    /**
     * For operators that have debited the payer before: what cannot be performed is called off at once, so that the
     * payer gets the money back. What a twin of the call performed meanwhile stays.
     */
    public Mono<Outcome> performOrCallOff(TransactionKey key) {
        return perform(key)
                .flatMap(outcome -> outcome instanceof Outcome.No(var why, var it) && it != null
                        ? move(key, TransactionLifecycle::callOff, 1).map(called -> calledOff(why, called))
                        : Mono.just(outcome));
    }

    private static Outcome calledOff(Why why, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var it) -> new Outcome.No(why, it);
            case Outcome.Known(var it)
            when it.state() instanceof State.Cancelled -> new Outcome.No(Why.ALREADY_CANCELLED, it);
            case Outcome.Known _, Outcome.No _ -> outcome;
        };
    }

    /** @param reason the operator's own number */
    public Mono<Outcome> cancel(TransactionKey key, int reason) {
        return move(key, (it, now) -> TransactionLifecycle.cancel(it, reason, now), 1);
    }

    Mono<Outcome> expire(TransactionKey key) {
        return move(key, TransactionLifecycle::expireIfDue, 1);
    }

    private Mono<Outcome> announce(Announced announced, int attempt) {
        return transactions
                .find(announced.key())
                .flatMap(known -> known.isPresent()
                        ? follow(
                                known.get(),
                                TransactionLifecycle.announcedAgain(known.get(), announced, now()),
                                again(attempt, next -> announce(announced, next)))
                        : begin(announced, again(attempt, next -> announce(announced, next))));
    }

    private Mono<Outcome> begin(Announced announced, Mono<Outcome> again) {
        if (!now().isBefore(announced.validUntil())) {
            return Mono.just(new Outcome.No(Why.EXPIRED, null));
        }
        return payables.price(announced.paidFor(), announced.amount(), announced.bounds())
                .flatMap(found -> switch (found) {
                    case Found.Not(var why) ->
                        unlessKnown(announced.key(), Mono.just(new Outcome.No(why, null)), again);
                    case Found.Ready ready ->
                        transactions
                                .nextNumber()
                                .map(number -> fresh(announced, ready, number))
                                .flatMap(fresh -> write(fresh, again));
                });
    }

    private OperatorTransaction fresh(Announced it, Found.Ready ready, long number) {
        var now = now();
        State state = it.atOnce() ? new State.Performed(now) : new State.Created();
        return new OperatorTransaction(
                it.key(),
                ids.next(it.key().shard()),
                number,
                ready.payable(),
                it.account(),
                it.payersNumber(),
                it.amount(),
                ready.fees(),
                it.theirTime(),
                now,
                it.validUntil(),
                state,
                onward(ready.payable(), it.atOnce() ? now : null),
                1);
    }

    private @Nullable Onward onward(Payable payable, @Nullable Instant performed) {
        if (!(payable instanceof Payable.CardOf card)) {
            return null;
        }
        var announced = Onward.announced(new PaymentId(ids.next(card.owner().shard())));
        return performed == null ? announced : announced.performed(performed);
    }

    private Mono<Outcome> move(TransactionKey key, BiFunction<OperatorTransaction, Instant, Step> rule, int attempt) {
        return transactions
                .find(key)
                .flatMap(found -> found.isEmpty()
                        ? Mono.just(new Outcome.No(Why.TRANSACTION_UNKNOWN, null))
                        : follow(
                                found.get(),
                                rule.apply(found.get(), now()),
                                again(attempt, next -> move(key, rule, next))));
    }

    private Mono<Outcome> follow(OperatorTransaction before, Step step, Mono<Outcome> again) {
        return switch (step) {
            case Step.Stay(var it) -> Mono.just(new Outcome.Known(it));
            case Step.Refuse(var why) -> Mono.just(new Outcome.No(why, before));
            case Step.Move(var next) -> write(next, again);
            case Step.Expire(var next) -> write(next, again).map(TakeTransactions::expired);
        };
    }

    // Whoever lost the race hears what became of it in the meantime.
    private static Outcome expired(Outcome outcome) {
        return outcome instanceof Outcome.Done(var it) ? new Outcome.No(Why.EXPIRED, it) : outcome;
    }

    // A refused step changed nothing; who hears of it needs no more of the transaction than its names.
    private Mono<Outcome> write(OperatorTransaction next, Mono<Outcome> again) {
        return next.payable() instanceof Payable.OfCustomer it && checks.stops(next)
                ? refused(next, new CustomerRestricted(it.owner()), again)
                : checks.parts(next).flatMap(more -> write(next, more, again));
    }

    private Mono<Outcome> write(OperatorTransaction next, List<Part> more, Mono<Outcome> again) {
        return journal.commit(entry(next, more)).flatMap(decision -> switch (decision) {
            case Committed _ -> Mono.just(new Outcome.Done(next));
            case Refused(TransactionMoved _) -> again;
            case Refused(var refusal) -> refused(next, refusal, again);
        });
    }

    // Whoever announces again hears how it stands, whatever the checks say by now.
    private Mono<Outcome> refused(OperatorTransaction next, Refusal refusal, Mono<Outcome> again) {
        var no = Mono.<Outcome>just(new Outcome.No(why(refusal, next), next));
        var kept = Mono.defer(() -> keep(next, refusal));
        if (next.version() > 1) {
            return kept.then(no);
        }
        // While the refusal was written a twin may have found room that others gave back.
        return unlessKnown(next.key(), kept.then(unlessKnown(next.key(), no, again)), again);
    }

    private Mono<Void> keep(OperatorTransaction next, Refusal refusal) {
        return checks.refused(next, refusal, now())
                .flatMap(it -> journal.commit(new Entry(it.payment().shard(), Priority.NEW, List.of(it))))
                .then();
    }

    // A twin that was quicker may have used what there was: it is known then, and that is what this one hears.
    private Mono<Outcome> unlessKnown(TransactionKey key, Mono<Outcome> no, Mono<Outcome> again) {
        return transactions.find(key).flatMap(found -> found.isPresent() ? again : no);
    }

    private static Entry entry(OperatorTransaction next, List<Part> more) {
        var parts = new ArrayList<Part>();
        parts.add(new WriteTransaction(next));
        parts.addAll(more);
        TransactionEvents.of(next).ifPresent(parts::add);
        TransactionPostings.invoice(next).ifPresent(parts::add);
        var transfers = TransactionPostings.transfers(next);
        if (!transfers.isEmpty()) {
            parts.add(new PostTransfers(transfers));
        }
        var priority = next.version() == 1 ? Priority.NEW : Priority.COMPLETION;
        return new Entry(next.key().shard(), priority, parts);
    }

    private static Why why(Refusal refusal, OperatorTransaction next) {
        boolean back = next.state() instanceof State.Returned;
        return switch (refusal) {
            case InvoiceNotReady(var state) when state != null && !back -> Payables.why(state);
            case LimitRefusal _ -> Why.LIMIT_EXCEEDED;
            case CardRefusal it -> why(it);
            case RestrictionRefusal _, CustomerRestricted _ -> back ? Why.CANNOT_GIVE_BACK : Why.PAYEE_STOPPED;
            case TransferRefusal _, InvoiceNotReady _ -> back ? Why.CANNOT_GIVE_BACK : Why.CANNOT_CREDIT;
            default -> throw new IllegalStateException("An operator's transaction was refused: " + refusal);
        };
    }

    private static Why why(CardRefusal refusal) {
        return switch (refusal) {
            case NOT_FOUND, UNLINKED -> Why.PAYEE_UNKNOWN;
            case FROZEN, EXPIRED -> Why.PAYEE_STOPPED;
        };
    }

    private static Mono<Outcome> again(int attempt, IntFunction<Mono<Outcome>> next) {
        return Mono.defer(() -> attempt < ATTEMPTS
                ? next.apply(attempt + 1)
                : Mono.error(new IllegalStateException("A transaction moved under us " + ATTEMPTS + " times")));
    }

    // Operators count milliseconds, and a repeat must hear the very same ones.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
