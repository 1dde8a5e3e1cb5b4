package gateway.inbound;

import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.payments.PassOn;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Rails that say of each card what a test wants; what arrives has left the wallet, once for each payment. */
@Component
class ToldRails implements PassOn {

    static final Map<CardId, Mono<Passed>> SAY = new ConcurrentHashMap<>();
    private static final Queue<Wish> WISHES = new ConcurrentLinkedQueue<>();

    private final Journal journal;

    ToldRails(Journal journal) {
        this.journal = journal;
    }

    /** The payments that were to be made for that card. */
    static List<PaymentId> payments(CardId card) {
        return WISHES.stream()
                .filter(it -> it.card().equals(card))
                .map(Wish::payment)
                .distinct()
                .toList();
    }

    @Override
    public Mono<Passed> passOn(Wish wish) {
        WISHES.add(wish);
        return Mono.defer(() -> SAY.getOrDefault(wish.card(), Mono.just(Passed.NOT_NOW)))
                .flatMap(it -> it == Passed.ARRIVED ? leave(wish) : Mono.just(it));
    }

    // However often: the same transfer is made once.
    private Mono<Passed> leave(Wish wish) {
        var asset = wish.amount().asset();
        int shard = wish.owner().shard();
        var transfer = new Direct(
                new TransferId(TimeOrderedIds.derive(wish.payment().value(), 1)),
                AccountId.of(wish.owner().value(), asset),
                SystemAccounts.transit(asset, shard),
                wish.amount(),
                Purpose.PAYMENT,
                wish.payment().value());
        return journal.commit(new Entry(shard, Priority.COMPLETION, List.of(new PostTransfers(List.of(transfer)))))
                .thenReturn(Passed.ARRIVED);
    }

    @Override
    public Mono<Passed> giveUp(Wish wish) {
        return Mono.just(Passed.STAYED);
    }
}
