package gateway.operators.paynet;

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
import gateway.operators.Why;
import gateway.operators.wire.Doorman;
import gateway.operators.wire.TroubledCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does what Paynet asks. Its payments are made with one call, so nothing of it ever waits. */
@Component
final class PaynetWork {

    /** Paynet tells no reason for a cancellation. */
    private static final int CANCELLED = 5;

    /** Never reached: what is performed at once does not wait. */
    private static final Duration NO_WAIT = Duration.ofDays(1);

    private final PaynetSettings settings;
    private final Payables payables;
    private final TakeTransactions take;
    private final Transactions transactions;
    private final Doorman doorman;
    private final TroubledCalls trouble;
    private final Clock clock;

    PaynetWork(
            PaynetSettings settings,
            Payables payables,
            TakeTransactions take,
            Transactions transactions,
            Doorman doorman,
            TroubledCalls trouble,
            Clock clock) {
        this.settings = settings;
        this.payables = payables;
        this.take = take;
        this.transactions = transactions;
        this.doorman = doorman;
        this.trouble = trouble;
        this.clock = clock;
    }

    /** @param authorization with which it came, and was let in */
    Mono<PaynetAnswer> answer(PaynetMessage message, @Nullable String authorization) {
        return switch (message) {
            case PaynetMessage.Unfit(var code) -> Mono.just(new PaynetAnswer.Failed(code));
            case PaynetMessage.Information it -> information(it);
            case PaynetMessage.Perform it -> take.announce(announced(it)).map(PaynetWork::performed);
            case PaynetMessage.Check(var id) -> check(id);
            case PaynetMessage.Cancel(var id) ->
                take.cancel(key(id), CANCELLED).doOnNext(trouble::note).map(this::cancelled);
            case PaynetMessage.Statement it -> statement(it);
            case PaynetMessage.ChangePassword(var password) -> changePassword(authorization, password);
        };
    }

    private static TransactionKey key(long id) {
        return new TransactionKey(PaynetProtocol.PAYNET, String.valueOf(id));
    }

    private Mono<PaynetAnswer> information(PaynetMessage.Information it) {
        var paidFor = PaidFor.of(it.account());
        var looked =
                it.amount() == null ? payables.look(paidFor) : payables.find(paidFor, it.amount(), settings.bounds());
        return looked.map(found -> switch (found) {
            case Found.Ready ready ->
                new PaynetAnswer.Information(it.account(), ready.due(), ready.shown(it.amount()), clock.instant());
            case Found.Not(var why) -> new PaynetAnswer.Failed(PaynetResponseCodes.of(why));
        });
    }

    private Announced announced(PaynetMessage.Perform it) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Announced(
                key(it.id()),
                PaidFor.of(it.account()),
                it.account(),
                it.amount(),
                settings.bounds(),
                now,
                now.plus(NO_WAIT),
                true);
    }

    // A second call under the same number is told that it exists, whatever it says: Paynet then asks how it stands.
    private static PaynetAnswer performed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var it) -> new PaynetAnswer.Performed(it);
            case Outcome.Known _ -> new PaynetAnswer.Failed(PaynetResponseCodes.EXISTS);
            case Outcome.No(var why, var _)
            when why == Why.ALREADY_CANCELLED -> new PaynetAnswer.Failed(PaynetResponseCodes.EXISTS);
            case Outcome.No(var why, var _) -> new PaynetAnswer.Failed(PaynetResponseCodes.of(why));
        };
    }

    private Mono<PaynetAnswer> check(long id) {
        return transactions.find(key(id)).map(found -> new PaynetAnswer.Checked(found.orElse(null), clock.instant()));
    }

    private PaynetAnswer cancelled(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var it) -> new PaynetAnswer.Cancelled(it, clock.instant());
            case Outcome.Known _ -> new PaynetAnswer.Failed(PaynetResponseCodes.CANCELLED);
            case Outcome.No(var why, var _) -> new PaynetAnswer.Failed(PaynetResponseCodes.of(why));
        };
    }

    private Mono<PaynetAnswer> statement(PaynetMessage.Statement it) {
        return transactions
                .between(PaynetProtocol.PAYNET, it.from(), it.to(), settings.mostInStatement() + 1)
                .collectList()
                .map(this::statement);
    }

    // Half a statement would look like a whole one.
    private PaynetAnswer statement(List<OperatorTransaction> all) {
        return all.size() > settings.mostInStatement()
                ? new PaynetAnswer.Failed(PaynetResponseCodes.DATE)
                : new PaynetAnswer.Statement(standing(all), clock.instant());
    }

    // What was cancelled is none of Paynet's debts.
    private static List<OperatorTransaction> standing(List<OperatorTransaction> all) {
        return all.stream().filter(it -> it.state() instanceof State.Performed).toList();
    }

    private Mono<PaynetAnswer> changePassword(@Nullable String authorization, String password) {
        return doorman.change(settings.agreed(), authorization, password).map(change -> switch (change) {
            case DONE, DONE_BEFORE -> new PaynetAnswer.PasswordChanged(clock.instant());
            case SAME -> new PaynetAnswer.Failed(PaynetResponseCodes.PARAMETERS);
            case OVERTAKEN -> new PaynetAnswer.Failed(PaynetResponseCodes.ACCESS_DENIED);
        });
    }
}
