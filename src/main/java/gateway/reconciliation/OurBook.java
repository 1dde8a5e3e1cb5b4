package gateway.reconciliation;

import java.time.LocalDate;
import java.util.List;
import reactor.core.publisher.Flux;

/** What our own books say of a day with a counterparty. */
public interface OurBook {

    /** In no order, a few hundred at a time, and no more than are asked for. */
    Flux<List<OurLine>> of(Counterparty counterparty, LocalDate day);
}
