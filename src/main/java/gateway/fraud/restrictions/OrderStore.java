package gateway.fraud.restrictions;

import static gateway.platform.postgres.Columns.required;

import gateway.fraud.NoteStoppedCard;
import gateway.fraud.Subject;
import gateway.rulebook.Coded;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The truth about orders. */
@Component
class OrderStore {

    private static final String PLACE = """
            insert into fraud.restriction (id, kind, subject, reason, issued_at, until, received_at, document)
            values (:id, :kind, :subject, :reason, :issued, :until, :received, :document)
            on conflict (id) do nothing
            """;

    private static final String LIFT = """
            update fraud.restriction
               set lifted_at = :now, lifted_because = :reason, xid = pg_current_xact_id()
             where id = :id and lifted_at is null
            """;

    private static final String FIND = """
            select id, kind, subject, reason, issued_at, until, received_at, document, lifted_at, lifted_because
              from fraud.restriction
             where id = :id
            """;

    private static final String STOP = """
            insert into fraud.stopped (restriction, payment, at)
            values (:id, :payment, :now)
            on conflict do nothing
            """;

    private static final String STOPPED = """
            select payment, at
              from fraud.stopped
             where restriction = :id
             order by at, payment
             limit :most
            """;

    private static final String STOPPED_CARDS = """
            select card, message, amount_minor, currency, at
              from fraud.stopped_card
             where restriction = :id
             order by at, message
             limit :most
            """;

    private static final int MOST_STOPPED = 1_000;
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private final Clock clock;

    OrderStore(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether it is new: false when there is an order of this id already. */
    Mono<Boolean> place(Order order) {
        return database.sql(PLACE)
                .bind("id", order.id())
                .bind("kind", order.subject().kind().code())
                .bind("subject", order.subject().id())
                .bind("reason", order.reason())
                .bind("issued", order.issuedAt())
                .bind("until", order.until())
                .bind("received", order.receivedAt())
                .bind("document", order.document())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .timeout(DEADLINE);
    }

    /** False when there is no such order, or it is lifted already. */
    Mono<Boolean> lift(String id, String reason) {
        return database.sql(LIFT)
                .bind("id", id)
                .bind("reason", reason)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .timeout(DEADLINE);
    }

    /** @param lifted null while it is not */
    record Stored(Order order, @Nullable Lift lifted) {}

    /** How an order ended before its time. */
    record Lift(Instant at, String because) {}

    Mono<Stored> find(String id) {
        return database.sql(FIND).bind("id", id).map(OrderStore::stored).one().timeout(DEADLINE);
    }

    private static Stored stored(Readable row) {
        var lifted = row.get("lifted_at", Instant.class);
        var order = new Order(
                required(row, "id", String.class),
                subject(row),
                required(row, "reason", String.class),
                required(row, "issued_at", Instant.class),
                required(row, "until", Instant.class),
                required(row, "received_at", Instant.class),
                required(row, "document", String.class));
        return new Stored(
                order, lifted == null ? null : new Lift(lifted, required(row, "lifted_because", String.class)));
    }

    Mono<Void> stopped(String order, PaymentId payment) {
        return database.sql(STOP)
                .bind("id", order)
                .bind("payment", payment.value())
                .bind("now", clock.instant())
                .then()
                .timeout(DEADLINE);
    }

    /** A payment that an order stopped. */
    record Stop(PaymentId payment, Instant at) {}

    Mono<List<Stop>> stopped(String order) {
        return database.sql(STOPPED)
                .bind("id", order)
                .bind("most", MOST_STOPPED)
                .map(row -> new Stop(
                        new PaymentId(required(row, "payment", UUID.class)), required(row, "at", Instant.class)))
                .all()
                .collectList()
                .timeout(DEADLINE);
    }

    /** What was asked of cards we issued, and an order stopped. */
    Mono<List<NoteStoppedCard>> stoppedCards(String order) {
        return database.sql(STOPPED_CARDS)
                .bind("id", order)
                .bind("most", MOST_STOPPED)
                .map(row -> new NoteStoppedCard(
                        order,
                        required(row, "card", UUID.class),
                        required(row, "message", String.class),
                        new Money(
                                required(row, "amount_minor", Long.class),
                                Asset.of(required(row, "currency", String.class))),
                        required(row, "at", Instant.class)))
                .all()
                .collectList()
                .timeout(DEADLINE);
    }

    static Subject subject(Readable row) {
        return new Subject(
                Coded.find(Subject.Kind.values(), required(row, "kind", String.class))
                        .orElseThrow(),
                required(row, "subject", UUID.class));
    }
}
