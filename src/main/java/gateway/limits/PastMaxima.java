package gateway.limits;

import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which maxima single customers had, for who decides recorded payments again. */
public final class PastMaxima {

    private final PersonalStore store;

    public PastMaxima(DatabaseClient database) {
        this.store = new PersonalStore(database);
    }

    /** All that held at that moment or later. */
    public Mono<List<PersonalMax>> since(Instant moment) {
        return store.heldSince(moment).collectList();
    }
}
