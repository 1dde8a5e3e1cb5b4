package gateway.limits;

import gateway.packs.InForce;
import gateway.shared.ids.CustomerId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Shows the staff who has a maximum of their own. */
@Component
public class ListPersonalMaxima {

    private static final int MOST = 100;

    private final InForce<LimitBook> book;
    private final PersonalStore store;
    private final Clock clock;

    ListPersonalMaxima(InForce<LimitBook> book, PersonalStore store, Clock clock) {
        this.book = book;
        this.store = store;
        this.clock = clock;
    }

    /** @param text the maximum as people read it: {@code 1500.00} or {@code 3} */
    public record Listed(PersonalMax personal, String text) {}

    /** All that a customer ever had, latest first. */
    public Flux<Listed> of(CustomerId customer) {
        return store.of(customer, MOST).map(this::listed);
    }

    /** Those in force, of whomever, latest first. */
    public Flux<Listed> inForce() {
        return Flux.defer(() -> store.inForce(clock.instant(), MOST)).map(this::listed);
    }

    // All versions of a rule count the same; one that was dropped before it began counts nothing.
    private Listed listed(PersonalMax personal) {
        return book.lastKnown().limits().stream()
                .filter(limit -> limit.id().equals(personal.limit()))
                .findFirst()
                .map(limit -> new Listed(personal, limit.text(personal.max())))
                .orElseGet(() -> new Listed(personal, String.valueOf(personal.max())));
    }
}
