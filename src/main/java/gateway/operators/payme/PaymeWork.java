package gateway.operators.payme;

import gateway.operators.Announced;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.State;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.Outcome;
import gateway.operators.Payables;
import gateway.operators.Payables.Found;
import gateway.operators.TakeTransactions;
import gateway.operators.Transactions;
import gateway.operators.Why;
import gateway.operators.payme.PaymeAnswers.Answer;
import gateway.operators.payme.PaymeResponseCodes.Refusal;
import gateway.operators.wire.TroubledCalls;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Does what Payme asks about transactions. */
@Component
final class PaymeWork {

    private final PaymeSettings settings;
    private final Payables payables;
    private final TakeTransactions take;
    private final Transactions transactions;
    private final PaymeOffice office;
    private final TroubledCalls trouble;
    private final Clock clock;

    PaymeWork(
            PaymeSettings settings,
            Payables payables,
            TakeTransactions take,
            Transactions transactions,
            PaymeOffice office,
            TroubledCalls trouble,
            Clock clock) {
        this.settings = settings;
        this.payables = payables;
        this.take = take;
        this.transactions = transactions;
        this.office = office;
        this.trouble = trouble;
        this.clock = clock;
    }

    /** @param authorization with which it came, and was let in */
    Mono<Answer> answer(PaymeMessage message, @Nullable String authorization) {
        return switch (message) {
            case PaymeMessage.Unfit(var refusal) -> Mono.just(new Answer.Failed(refusal));
            case PaymeMessage.CheckPerform it -> check(it);
            case PaymeMessage.Create it -> create(it);
            case PaymeMessage.Perform(var id) ->
                take.perform(key(id)).map(outcome -> told(outcome, PaymeAnswers::performed));
            case PaymeMessage.Cancel(var id, var reason) ->
                take.cancel(key(id), reason)
                        .doOnNext(trouble::note)
                        .map(outcome -> told(outcome, PaymeAnswers::cancelled));
            case PaymeMessage.Check(var id) -> find(id);
            case PaymeMessage.Statement it -> statement(it);
            case PaymeMessage.FiscalData it -> office.keep(it);
            case PaymeMessage.ChangePassword(var password) -> office.changePassword(authorization, password);
        };
    }

    static TransactionKey key(String id) {
        return new TransactionKey(PaymeProtocol.PAYME, id);
    }

    private Mono<Answer> check(PaymeMessage.CheckPerform it) {
        return payables.find(it.account().paidFor(), it.amount(), settings.bounds())
                .map(found -> switch (found) {
                    case Found.Ready ready -> new Answer.Result(PaymeAnswers.allowed(ready, it.amount()));
                    case Found.Not(var why) -> refused(why, it.account().field());
                });
    }

    private Mono<Answer> create(PaymeMessage.Create it) {
        return take.announce(announced(it))
                .map(outcome -> created(outcome, it.account().field()));
    }

    // Twelve hours from when it began by their clock, which may be ahead of ours.
    private Announced announced(PaymeMessage.Create it) {
        var now = clock.instant();
        var begun = it.time().isBefore(now) ? it.time() : now;
        return new Announced(
                key(it.id()),
                it.account().paidFor(),
                it.account().text(),
                it.amount(),
                settings.bounds(),
                it.time(),
                begun.plus(settings.validFor()),
                false);
    }

    private static Answer created(Outcome outcome, String field) {
        return switch (outcome) {
            case Outcome.Done(var it) -> new Answer.Result(PaymeAnswers.created(it));
            case Outcome.Known(var it)
            when it.state() instanceof State.Created -> new Answer.Result(PaymeAnswers.created(it));
            case Outcome.Known _ -> new Answer.Failed(Refusal.of(PaymeResponseCodes.NOT_POSSIBLE));
            // Older than it may be, and we never heard of it before.
            case Outcome.No(var why, var it)
            when why == Why.EXPIRED && it == null -> new Answer.Failed(Refusal.of(PaymeResponseCodes.TIME, "time"));
            case Outcome.No(var why, var _) -> refused(why, field);
        };
    }

    private Mono<Answer> find(String id) {
        return transactions
                .find(key(id))
                .map(found -> found.<Answer>map(it -> new Answer.Result(PaymeAnswers.checked(it)))
                        .orElseGet(() -> refused(Why.TRANSACTION_UNKNOWN, "id")));
    }

    private Mono<Answer> statement(PaymeMessage.Statement it) {
        return transactions
                .between(PaymeProtocol.PAYME, it.from(), it.to(), settings.mostInStatement() + 1)
                .collectList()
                .map(this::statement);
    }

    // Half a statement would look like a whole one.
    private Answer statement(List<OperatorTransaction> all) {
        return all.size() > settings.mostInStatement()
                ? new Answer.Failed(Refusal.of(PaymeResponseCodes.PERIOD, "to"))
                : new Answer.Result(PaymeAnswers.statement(all));
    }

    private static Answer told(Outcome outcome, Function<OperatorTransaction, ObjectNode> as) {
        return switch (outcome) {
            case Outcome.Done(var it) -> new Answer.Result(as.apply(it));
            case Outcome.Known(var it) -> new Answer.Result(as.apply(it));
            // Codes of the account belong to calls that name one.
            case Outcome.No(var why, var _)
            when why == Why.PAYEE_STOPPED -> new Answer.Failed(Refusal.of(PaymeResponseCodes.NOT_POSSIBLE));
            case Outcome.No(var why, var _) -> refused(why, "id");
        };
    }

    private static Answer refused(Why why, String field) {
        return new Answer.Failed(PaymeResponseCodes.of(why, field));
    }
}
