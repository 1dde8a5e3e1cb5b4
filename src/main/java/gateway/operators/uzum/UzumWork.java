package gateway.operators.uzum;

import gateway.operators.Announced;
import gateway.operators.OperatorTransaction;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.Outcome;
import gateway.operators.PaidFor;
import gateway.operators.Payables;
import gateway.operators.Payables.Found;
import gateway.operators.TakeTransactions;
import gateway.operators.Transactions;
import gateway.operators.Why;
import gateway.operators.uzum.UzumMessage.Unfit;
import gateway.operators.wire.Reply;
import gateway.operators.wire.TroubledCalls;
import java.time.Clock;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Does what Uzum asks. */
@Component
final class UzumWork {

    /** Uzum tells no reason for a reversal. */
    private static final int REVERSED = 5;

    private final UzumSettings settings;
    private final Payables payables;
    private final TakeTransactions take;
    private final Transactions transactions;
    private final TroubledCalls trouble;
    private final Clock clock;

    UzumWork(
            UzumSettings settings,
            Payables payables,
            TakeTransactions take,
            Transactions transactions,
            TroubledCalls trouble,
            Clock clock) {
        this.settings = settings;
        this.payables = payables;
        this.take = take;
        this.transactions = transactions;
        this.trouble = trouble;
        this.clock = clock;
    }

    Mono<Reply> answer(UzumMessage message) {
        var method = message.getClass().getSimpleName();
        return switch (message) {
            case Unfit(var code, var id) -> Mono.fromSupplier(() -> failed(method, id, code));
            case UzumMessage.Check it -> check(method, it);
            case UzumMessage.Create it ->
                take.announce(announced(it)).map(outcome -> created(method, it.id(), outcome));
            case UzumMessage.Confirm(var id) ->
                take.perform(key(id)).map(outcome -> told(method, id, outcome, UzumAnswers::confirmed));
            case UzumMessage.Reverse(var id) ->
                take.cancel(key(id), REVERSED)
                        .doOnNext(trouble::note)
                        .map(outcome -> told(method, id, outcome, UzumAnswers::reversed));
            case UzumMessage.Status(var id) -> status(method, id);
        };
    }

    // However they write the same UUID.
    private static TransactionKey key(String id) {
        return new TransactionKey(UzumProtocol.UZUM, id.toLowerCase(Locale.ROOT));
    }

    private Mono<Reply> check(String method, UzumMessage.Check it) {
        var paidFor = PaidFor.of(it.account());
        var looked =
                it.amount() == null ? payables.look(paidFor) : payables.find(paidFor, it.amount(), settings.bounds());
        return looked.map(found -> switch (found) {
            case Found.Ready ready ->
                UzumAnswers.fine(
                        method,
                        UzumAnswers.checked(
                                settings.serviceId(),
                                it.account(),
                                ready.due(),
                                ready.shown(it.amount()),
                                clock.instant()));
            case Found.Not(var why) -> failed(method, null, UzumResponseCodes.of(why));
        });
    }

    private Announced announced(UzumMessage.Create it) {
        return new Announced(
                key(it.id()),
                PaidFor.of(it.account()),
                it.account(),
                it.amount(),
                settings.bounds(),
                it.at(),
                clock.instant().plus(settings.validFor()),
                false);
    }

    // A second create is refused, whatever it says; what became of the first one tells the status.
    private Reply created(String method, String id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var it) -> UzumAnswers.fine(method, UzumAnswers.created(settings.serviceId(), it));
            case Outcome.Known _ -> failed(method, id, UzumResponseCodes.ID_USED);
            case Outcome.No(var why, var it)
            when why != Why.CANNOT_CREDIT && it != null && it.version() > 1 ->
                failed(method, id, UzumResponseCodes.ID_USED);
            case Outcome.No(var why, var _) -> failed(method, id, UzumResponseCodes.of(why));
        };
    }

    private Reply told(
            String method, String id, Outcome outcome, BiFunction<Long, OperatorTransaction, ObjectNode> as) {
        return switch (outcome) {
            case Outcome.Done(var it) -> UzumAnswers.fine(method, as.apply(settings.serviceId(), it));
            case Outcome.Known(var it) -> UzumAnswers.fine(method, as.apply(settings.serviceId(), it));
            case Outcome.No(var why, var _) -> failed(method, id, UzumResponseCodes.of(why));
        };
    }

    private Mono<Reply> status(String method, String id) {
        return transactions
                .find(key(id))
                .map(found -> found.map(it -> UzumAnswers.fine(method, UzumAnswers.status(settings.serviceId(), it)))
                        .orElseGet(() -> failed(method, id, UzumResponseCodes.TRANSACTION_NOT_FOUND)));
    }

    private Reply failed(String method, @Nullable String id, UzumResponseCodes code) {
        return UzumAnswers.failed(method, settings.serviceId(), id, clock.instant(), settings.code(code));
    }
}
