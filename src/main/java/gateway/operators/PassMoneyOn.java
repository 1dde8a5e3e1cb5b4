package gateway.operators;

import gateway.operators.OperatorTransaction.State.Performed;
import gateway.operators.WriteTransaction.TransactionMoved;
import gateway.payments.Onward;
import gateway.payments.PassingOn;
import gateway.payments.PassingOn.Patience;
import gateway.payments.PassingOn.Way;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import gateway.platform.journal.Part;
import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Passes what operators brought for cards on to them, on any node. What it takes up is kept from other nodes for a
 * while; whoever comes a second time finds the same payment and makes no other.
 */
@Component
class PassMoneyOn {

    private static final Logger log = LoggerFactory.getLogger(PassMoneyOn.class);
    private static final int AT_ONCE = 64;

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final PassingOn passing;
    private final Journal journal;
    private final OperatorSettings settings;
    private final Clock clock;

    PassMoneyOn(Transactions transactions, PassingOn passing, Journal journal, OperatorSettings settings, Clock clock) {
        this.transactions = transactions;
        this.passing = passing;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    /** One that is on its way, with the moment from which it is. */
    private record OnItsWay(OperatorTransaction transaction, Onward onward, Payable.CardOf to, Instant since) {

        Way way() {
            return new Way(onward, to.owner(), to.card(), transaction.credited(), since);
        }
    }

    @Bean
    BackgroundWork passingMoneyOn() {
        return BackgroundWork.every("Passing money on to cards", settings.onwardPause(), () -> run().timeout(DEADLINE));
    }

    Mono<Void> run() {
        return Flux.defer(() -> take(clock.instant()))
                .map(PassMoneyOn::read)
                .flatMap(it -> lookAfter(it).onErrorResume(error -> failed(it, error)), AT_ONCE)
                .then();
    }

    private Flux<OperatorTransaction> take(Instant now) {
        return transactions.takeOnward(now, now.plus(settings.onwardLease()), settings.onwardLimit());
    }

    private static OnItsWay read(OperatorTransaction it) {
        if (it.payable() instanceof Payable.CardOf to && it.state() instanceof Performed(var at)) {
            return new OnItsWay(it, Objects.requireNonNull(it.onward()), to, at);
        }
        throw new IllegalStateException(it + " is on its way to no card");
    }

    private Mono<Void> lookAfter(OnItsWay it) {
        return passing.look(it.way(), new Patience(settings.onwardLease(), settings.onwardWithin()))
                .flatMap(next -> next.equals(it.onward()) ? Mono.empty() : write(it, next));
    }

    private Mono<Void> write(OnItsWay it, Onward next) {
        var moved = it.transaction().onward(next);
        var parts = new ArrayList<Part>(List.of(new WriteTransaction(moved)));
        if (next.stage() == Onward.Stage.KEPT) {
            parts.add(TransactionEvents.kept(moved, it.to().owner(), clock.instant()));
        }
        return journal.commit(new Entry(moved.key().shard(), Priority.COMPLETION, parts))
                .flatMap(decision -> switch (decision) {
                    case Committed _ -> Mono.empty();
                    // Another node heard the same, or will.
                    case Refused(TransactionMoved _) -> Mono.empty();
                    case Refused(var refusal) ->
                        Mono.error(new IllegalStateException("A top-up's way was refused: " + refusal));
                });
    }

    // It comes up again when its lease ends, and never stops the others.
    private Mono<Void> failed(OnItsWay it, Throwable error) {
        log.atWarn()
                .addKeyValue("payment", it.onward().payment())
                .setCause(error)
                .log("A top-up could not be passed on to its card");
        return Mono.empty();
    }
}
