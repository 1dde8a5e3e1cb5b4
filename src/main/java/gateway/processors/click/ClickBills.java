package gateway.processors.click;

import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import gateway.processors.click.ClickMessage.CreateInvoice;
import gateway.processors.click.ClickMessage.InvoiceStatus;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Bills, which Click calls invoices: shown to whoever has Click under a phone, paid there or not.
 *
 * <p>Recovery: a bill is shown once. Whether it was paid Click's books of payments say, under our name; the bill's own
 * state only tells that it cannot be paid any more. It is asked first, because a bill may be paid, and then be over,
 * between two questions.
 */
@Component
class ClickBills {

    private static final int DAYS = 31;

    private final ClickClient client;
    private final ClickBooks books;

    ClickBills(ClickClient client, ClickBooks books) {
        this.client = client;
        this.books = books;
    }

    Mono<Outcome> show(Leg leg, String phone) {
        var bill = new CreateInvoice(
                leg.identity().value(), phone, leg.request().amount().minor());
        return client.ask(bill).map(ClickAnswers::shown);
    }

    Mono<Finding> inquire(Leg leg) {
        return standing(ClickAnswers.reference(leg.railReference()))
                .flatMap(bill ->
                        books.find(leg.identity().value(), DAYS).map(payment -> ClickAnswers.ofBill(bill, payment)));
    }

    private Mono<OptionalLong> standing(OptionalLong bill) {
        return bill.isEmpty()
                ? Mono.just(bill)
                : client.ask(new InvoiceStatus(bill.getAsLong())).map(ClickAnswers::billState);
    }
}
