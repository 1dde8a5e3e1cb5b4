package gateway.operators.payme;

import gateway.operators.Transactions;
import gateway.operators.payme.PaymeAnswers.Answer;
import gateway.operators.payme.PaymeResponseCodes.Refusal;
import gateway.operators.wire.Doorman;
import gateway.operators.wire.Receipts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does what Payme asks beside payments: tax receipts, and a new key. */
@Component
final class PaymeOffice {

    private final PaymeSettings settings;
    private final Transactions transactions;
    private final Receipts receipts;
    private final Doorman doorman;

    PaymeOffice(PaymeSettings settings, Transactions transactions, Receipts receipts, Doorman doorman) {
        this.settings = settings;
        this.transactions = transactions;
        this.receipts = receipts;
        this.doorman = doorman;
    }

    Mono<Answer> keep(PaymeMessage.FiscalData it) {
        var key = PaymeWork.key(it.id());
        return transactions
                .find(key)
                // A payment that never moved money has no receipt, whatever it may become.
                .flatMap(found ->
                        found.filter(paid -> paid.performedAt() != null).isEmpty()
                                ? Mono.just(new Answer.Failed(Refusal.of(PaymeResponseCodes.RECEIPT_NOT_FOUND)))
                                : receipts.keep(key, it.type(), it.document()).thenReturn(success()));
    }

    /** The same key again is refused, as in the owner's template: nothing would be rotated. */
    Mono<Answer> changePassword(@Nullable String authorization, String password) {
        return doorman.change(settings.agreed(), authorization, password).map(change -> switch (change) {
            case DONE, DONE_BEFORE -> success();
            case SAME, OVERTAKEN -> new Answer.Failed(Refusal.of(PaymeResponseCodes.NO_RIGHTS));
        });
    }

    private static Answer success() {
        return new Answer.Result(PaymeAnswers.success());
    }
}
