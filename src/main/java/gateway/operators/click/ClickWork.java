package gateway.operators.click;

import gateway.operators.Announced;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.Outcome;
import gateway.operators.PaidFor;
import gateway.operators.Payables;
import gateway.operators.Payables.Found;
import gateway.operators.TakeTransactions;
import gateway.operators.Transactions;
import gateway.operators.wire.Reply;
import gateway.operators.wire.TroubledCalls;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does what Click asks. */
@Component
final class ClickWork {

    /** Click tells no reasons that are worth keeping but its own error, which is its answer to the payer. */
    private static final int FAILED_AT_CLICK = 10;

    private final ClickSettings settings;
    private final TakeTransactions take;
    private final Transactions transactions;
    private final Payables payables;
    private final TroubledCalls trouble;
    private final Clock clock;

    ClickWork(
            ClickSettings settings,
            TakeTransactions take,
            Transactions transactions,
            Payables payables,
            TroubledCalls trouble,
            Clock clock) {
        this.settings = settings;
        this.take = take;
        this.transactions = transactions;
        this.payables = payables;
        this.trouble = trouble;
        this.clock = clock;
    }

    Mono<Reply> answer(ClickMessage message) {
        return message.prepares() ? prepare(message) : complete(message);
    }

    private static TransactionKey key(ClickMessage message) {
        return new TransactionKey(ClickProtocol.CLICK, String.valueOf(message.transactionId()));
    }

    private Mono<Reply> prepare(ClickMessage message) {
        return message.error() < 0
                ? Mono.just(ClickAnswers.of(message, ClickResponseCodes.CANCELLED))
                : take.announce(announced(message)).map(outcome -> prepared(message, outcome));
    }

    private Announced announced(ClickMessage message) {
        return new Announced(
                key(message),
                PaidFor.of(message.account()),
                message.account(),
                message.amount(),
                settings.bounds(),
                message.signedAt(),
                clock.instant().plus(settings.validFor()),
                false,
                String.valueOf(message.payersNumber()));
    }

    private static Reply prepared(ClickMessage message, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var it) -> ClickAnswers.done(message, it.number());
            case Outcome.Known(var it)
            when it.state() instanceof State.Created -> ClickAnswers.done(message, it.number());
            case Outcome.Known _ -> ClickAnswers.of(message, ClickResponseCodes.PAID);
            case Outcome.No(var why, var _) -> ClickAnswers.of(message, ClickResponseCodes.of(why));
        };
    }

    private Mono<Reply> complete(ClickMessage message) {
        return transactions.find(key(message)).flatMap(found -> complete(message, found));
    }

    private Mono<Reply> complete(ClickMessage message, Optional<OperatorTransaction> found) {
        var same = found.filter(it -> isSame(message, it));
        if (same.isEmpty()) {
            return payables.look(PaidFor.of(message.account()))
                    .map(paidFor -> ClickAnswers.of(message, missing(paidFor)));
        }
        var it = same.get();
        // Before it counts as paid: the acceptance matrix wants it so, and the money of a failed payment never comes.
        return message.error() < 0 ? callOff(message) : perform(message, it);
    }

    // The number must be the one that this transaction was given: another's would complete something else.
    private static boolean isSame(ClickMessage message, OperatorTransaction it) {
        return it.number() == message.prepareId() && it.account().equals(message.account());
    }

    // In the order of the owner's library: who or what is paid for comes before the number of the prepare.
    private static ClickResponseCodes missing(Found paidFor) {
        return paidFor instanceof Found.Not(var why) && ClickResponseCodes.of(why) == ClickResponseCodes.NOBODY
                ? ClickResponseCodes.NOBODY
                : ClickResponseCodes.NO_TRANSACTION;
    }

    private Mono<Reply> callOff(ClickMessage message) {
        return take.cancel(key(message), FAILED_AT_CLICK)
                .doOnNext(trouble::note)
                .map(outcome -> calledOff(message, outcome));
    }

    private static Reply calledOff(ClickMessage message, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _, Outcome.Known _ -> ClickAnswers.of(message, ClickResponseCodes.CANCELLED);
            case Outcome.No(var why, var _) -> ClickAnswers.of(message, ClickResponseCodes.of(why));
        };
    }

    private Mono<Reply> perform(ClickMessage message, OperatorTransaction it) {
        if (it.state() instanceof State.Created && !it.amount().equals(message.amount())) {
            return Mono.just(ClickAnswers.of(message, ClickResponseCodes.AMOUNT));
        }
        return take.performOrCallOff(it.key())
                .doOnNext(trouble::noteDebited)
                .map(outcome -> completed(message, outcome));
    }

    // The payer has been debited: any other no than these two would keep the money from payer and payee.
    private static Reply completed(ClickMessage message, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var done) -> ClickAnswers.done(message, done.number());
            case Outcome.Known _ -> ClickAnswers.of(message, ClickResponseCodes.PAID);
            case Outcome.No _ -> ClickAnswers.of(message, ClickResponseCodes.CANCELLED);
        };
    }
}
