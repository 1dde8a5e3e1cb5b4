package gateway.inbound;

import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.PostTransfers;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.Purpose;
import gateway.ledger.SystemAccounts;
import gateway.ledger.TransferRefusal;
import gateway.ledger.TransferRefusal.Reason;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Part;
import gateway.platform.resilience.BackgroundWork;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Books what partners have paid in. The transfer's id follows from the act's, so whichever node comes first books it
 * and every other finds that it is booked.
 */
@Component
class BookFunds {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final int PAID_IN = 1;

    private final Funds funds;
    private final Journal journal;

    BookFunds(Funds funds, Journal journal) {
        this.funds = funds;
        this.journal = journal;
    }

    @Bean
    BackgroundWork bookingFunds() {
        return BackgroundWork.every("Booking what partners paid in", EVERY, () -> run().timeout(DEADLINE));
    }

    // One that the books refuse fails the round, and holds nobody else up.
    Mono<Void> run() {
        return Mono.defer(() -> funds.toBook().collectList())
                .flatMapIterable(all -> all)
                .concatMapDelayError(this::book)
                .then();
    }

    // An account that is opened is there for the next entry, not for its own.
    private Mono<Void> book(Funds.Stored it) {
        var paid = it.paid();
        var asset = paid.amount().asset();
        int shard = paid.partner().shard();
        var account = ArrivalPostings.prefunded(paid.partner(), asset);
        var transfer = new Direct(
                new TransferId(TimeOrderedIds.derive(it.act(), PAID_IN)),
                SystemAccounts.nostro(paid.nostro(), asset, shard),
                account,
                paid.amount(),
                Purpose.PARTNER_FUNDS,
                it.act());
        return commit(shard, new OpenAccount(account, paid.partner().value(), asset, AccountKind.MERCHANT))
                .then(Mono.defer(() -> commit(shard, new PostTransfers(List.of(transfer)))))
                .then(Mono.defer(() -> funds.booked(it.act())));
    }

    private Mono<Void> commit(int shard, Part part) {
        return journal.commit(new Entry(shard, Priority.COMPLETION, List.of(part)))
                .map(BookFunds::done)
                .then();
    }

    private static boolean done(Decision decision) {
        return switch (decision) {
            case Committed _ -> true;
            case Refused(TransferRefusal(var _, var reason)) when reason == Reason.ID_ALREADY_USED -> true;
            case Refused(var refusal) ->
                throw new IllegalStateException("What a partner paid in was refused: " + refusal);
        };
    }
}
