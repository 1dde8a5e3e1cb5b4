package gateway.operators.payme;

import gateway.operators.Transactions;
import gateway.operators.payme.PaymeAnswers.Answer;
import gateway.operators.payme.PaymeResponseCodes.Refusal;
import gateway.operators.wire.Doorman;
import gateway.operators.wire.Receipts;
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
                .flatMap(found -> found.isEmpty()
                        ? Mono.just(new Answer.Failed(Refusal.of(PaymeResponseCodes.RECEIPT_NOT_FOUND)))
                        : receipts.keep(key, it.type(), it.document()).thenReturn(success()));
    }

    /** The same key again is refused, as in the owner's template: nothing would be rotated. */
    Mono<Answer> changePassword(String password) {
        return doorman.change(settings.agreed(), password)
                .map(changed -> changed ? success() : new Answer.Failed(Refusal.of(PaymeResponseCodes.NO_RIGHTS)));
    }

    private static Answer success() {
        return new Answer.Result(PaymeAnswers.success());
    }
}
