package gateway.fraud.incidents;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.ids.PaymentId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The truth about incidents, and which of them the state has still to hear of. */
@Component
class IncidentStore {

    private static final String ADD = """
            insert into fraud.incident (id, payment, kind, note, reported_by, reported_at, next_at)
            values (:id, :payment, :kind, :note, :by, :at, :at)
            on conflict (id) do nothing
            """;

    private static final String FIND = """
            select id, payment, kind, note, reported_by, reported_at, acknowledged_at, reference
              from fraud.incident
             where id = :id
            """;

    // Whoever takes one up has it until then; a node that dies with it leaves it to the others.
    private static final String TAKE_DUE = """
            update fraud.incident
               set attempts = attempts + 1,
                   next_at = cast(:now as timestamptz)
                             + least(interval '10 minutes', interval '2 seconds' * power(2, least(attempts, 9)))
             where id in (
                   select id
                     from fraud.incident
                    where next_at <= :now
                    order by next_at
                    limit 20
                      for update skip locked)
            returning id, payment, kind, note, reported_by, reported_at, acknowledged_at, reference
            """;

    private static final String ACKNOWLEDGE = """
            update fraud.incident
               set acknowledged_at = :now, reference = :reference, next_at = null
             where id = :id and acknowledged_at is null
            """;

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private final Clock clock;

    IncidentStore(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** False when there is an incident of this id already. */
    Mono<Boolean> add(Incident it) {
        return database.sql(ADD)
                .bind("id", it.id())
                .bind("payment", it.payment().value())
                .bind("kind", it.kind())
                .bind("note", it.note())
                .bind("by", it.reportedBy())
                .bind("at", it.reportedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .timeout(DEADLINE);
    }

    Mono<Incident> find(UUID id) {
        return database.sql(FIND)
                .bind("id", id)
                .map(IncidentStore::incident)
                .one()
                .timeout(DEADLINE);
    }

    Flux<Incident> takeDue() {
        return database.sql(TAKE_DUE)
                .bind("now", clock.instant())
                .map(IncidentStore::incident)
                .all()
                .timeout(DEADLINE);
    }

    Mono<Void> acknowledged(UUID id, String reference) {
        return database.sql(ACKNOWLEDGE)
                .bind("id", id)
                .bind("reference", reference)
                .bind("now", clock.instant())
                .then()
                .timeout(DEADLINE);
    }

    private static Incident incident(Readable row) {
        return new Incident(
                required(row, "id", UUID.class),
                new PaymentId(required(row, "payment", UUID.class)),
                required(row, "kind", String.class),
                required(row, "note", String.class),
                required(row, "reported_by", String.class),
                required(row, "reported_at", Instant.class),
                row.get("acknowledged_at", Instant.class),
                row.get("reference", String.class));
    }
}
