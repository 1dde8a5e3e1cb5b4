package gateway.crossborder;

import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.PostTransfers.Transfer;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.ledger.TransferRefusal;
import gateway.ledger.TransferRefusal.Reason;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Posts what correspondents were funded with, once: the ids of the transfers follow from the act's, and what the ledger
 * knows it refuses. The same entry frees as much of the correspondent's liquidity.
 */
@Component
class PostFundings {

    private static final int MOST = 100;
    private static final int FUNDED = 1;
    private static final int PAID = 2;

    private final FundingStore store;
    private final Journal journal;
    private final Clock clock;

    PostFundings(FundingStore store, Journal journal, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /** One that the books refuse fails the round, and holds no other up. */
    Mono<Void> round() {
        return Mono.defer(
                () -> store.unposted(MOST).concatMapDelayError(this::post).then());
    }

    /** One that was posted before, by whoever died then, is only marked. */
    private Mono<Void> post(Funding it) {
        return journal.commit(entry(it)).flatMap(decision -> switch (decision) {
            case Decision.Committed _ -> store.posted(it.id(), clock.instant());
            case Decision.Refused(TransferRefusal(var _, Reason reason))
            when reason == Reason.ID_ALREADY_USED -> store.posted(it.id(), clock.instant());
            case Decision.Refused(var refusal) ->
                Mono.error(
                        new IllegalStateException("The books refused the funding %s: %s".formatted(it.id(), refusal)));
        });
    }

    private static Entry entry(Funding it) {
        var freed = Money.zero(it.amount().asset()).minus(it.amount());
        return new Entry(
                TimeOrderedIds.shardOf(it.id()),
                Priority.COMPLETION,
                List.of(new PostTransfers(transfers(it)), new TakeLiquidity(it.correspondent(), freed, null)));
    }

    /** Bought: the currency covers our position, and so'm left the bank for it. Otherwise it only moved. */
    static List<Transfer> transfers(Funding it) {
        int shard = TimeOrderedIds.shardOf(it.id());
        var currency = it.amount().asset();
        var nostro = SystemAccounts.nostro(it.correspondent(), currency, shard);
        var cost = it.cost();
        if (cost == null) {
            return List.of(direct(it.id(), FUNDED, nostro, SystemAccounts.treasury(currency, shard), it.amount()));
        }
        return List.of(
                direct(it.id(), FUNDED, nostro, SystemAccounts.exchangePosition(currency, shard), it.amount()),
                direct(
                        it.id(),
                        PAID,
                        SystemAccounts.exchangePosition(Asset.UZS, shard),
                        SystemAccounts.treasury(Asset.UZS, shard),
                        cost));
    }

    private static Transfer direct(UUID act, int turn, AccountId debit, AccountId credit, Money amount) {
        return new Direct(
                new TransferId(TimeOrderedIds.derive(act, turn)), debit, credit, amount, Purpose.FUNDING, act);
    }
}
