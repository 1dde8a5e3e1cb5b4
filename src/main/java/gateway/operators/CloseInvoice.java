package gateway.operators;

import gateway.operators.MoveInvoice.Action;
import gateway.operators.MoveInvoice.InvoiceNotReady;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Journal;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Withdraws an invoice that nobody is paying. */
@Component
public class CloseInvoice {

    private final Journal journal;

    CloseInvoice(Journal journal) {
        this.journal = journal;
    }

    /** Errors with INVOICE_NOT_FOUND and INVOICE_NOT_OPEN. */
    public Mono<Void> close(InvoiceNumber number) {
        var part = new MoveInvoice(number, Action.CLOSE, null);
        return journal.commit(new Entry(number.shard(), Priority.NEW, List.of(part)))
                .flatMap(decision -> switch (decision) {
                    case Committed _ -> Mono.empty();
                    case Refused(InvoiceNotReady(var state))
                    when state == null ->
                        Mono.error(OperatorProblem.INVOICE_NOT_FOUND.because("There is no " + number));
                    case Refused(InvoiceNotReady(var state)) ->
                        Mono.error(OperatorProblem.INVOICE_NOT_OPEN.because(number + " is " + state));
                    case Refused(var refusal) ->
                        Mono.error(new IllegalStateException("Closing an invoice was refused: " + refusal));
                });
    }
}
