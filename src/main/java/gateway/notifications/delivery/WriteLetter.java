package gateway.notifications.delivery;

import gateway.customers.Customer;
import gateway.customers.Customers;
import gateway.notifications.Letter;
import gateway.notifications.messages.Due;
import gateway.notifications.words.Templates;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes what is sent of what is due: to whom, and in whose words. */
@Component
class WriteLetter {

    private final Customers customers;
    private final Templates templates;

    WriteLetter(Customers customers, Templates templates) {
        this.customers = customers;
        this.templates = templates;
    }

    /** Errors with CUSTOMER_NOT_FOUND. */
    Mono<Letter> of(Due due) {
        return customers.find(due.customer()).map(customer -> letter(due, customer));
    }

    private Letter letter(Due due, Customer to) {
        var words = templates.words(due.kind(), to.language(), due.parameters());
        return new Letter(due.id(), to, due.kind(), words, due.until());
    }
}
