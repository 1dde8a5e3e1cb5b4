package gateway.operators;

import gateway.shared.ids.MerchantId;
import gateway.shared.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Invoices as they are kept. */
public interface Invoices {

    Mono<Optional<Invoice>> find(InvoiceNumber number);

    /**
     * Opens one, under a number of ours.
     *
     * @param goods which come to the amount; null when nobody said what it is for
     * @param by the member of the staff who does
     */
    Mono<Invoice> open(MerchantId merchant, Money amount, String about, @Nullable Goods goods, String by);
}
