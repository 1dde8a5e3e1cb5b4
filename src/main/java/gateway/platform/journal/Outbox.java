package gateway.platform.journal;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Announces what becomes true outside the journal, such as a sign-in or a linked card. */
@Component
public class Outbox {

    private static final String ANNOUNCE = """
        insert into platform.outbox (shard, id, subject, version, type, payload, customer)
        values (:shard, :id, :id, 1, :type, :payload, :customer)
        """;

    private final DatabaseClient database;
    private final TimeOrderedIds ids;

    Outbox(DatabaseClient database, TimeOrderedIds ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * Call inside the transaction in which it becomes true.
     *
     * @param type stable outside name, such as {@code card.linked}
     * @param payload JSON, nothing secret
     */
    public Mono<Void> announce(CustomerId customer, String type, String payload) {
        return Mono.defer(() -> event(customer.shard(), type, payload)
                .bind("customer", customer.value())
                .then());
    }

    /**
     * The same of what concerns no customer in particular, such as an act of the staff.
     *
     * @param type stable name, such as {@code act.approved}
     */
    public Mono<Void> announce(String type, String payload) {
        return Mono.defer(() -> event(ids.anyShard(), type, payload)
                .bindNull("customer", UUID.class)
                .then());
    }

    private GenericExecuteSpec event(int shard, String type, String payload) {
        return database.sql(ANNOUNCE)
                .bind("shard", shard)
                .bind("id", ids.next(shard))
                .bind("type", type)
                .bind("payload", payload);
    }
}
