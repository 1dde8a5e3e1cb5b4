package gateway.inbound.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.inbound.ArrivalReviews;
import gateway.inbound.InboundProblem;
import io.r2dbc.spi.Parameters;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decisions in PostgreSQL; whichever node looks first does what was decided. */
@Component
class PostgresArrivalReviews implements ArrivalReviews {

    private static final String FIND =
            "select released, act, decided_by, reason from inbound.review where arrival = :arrival";

    // Whoever decides when its time is over decides too late, though no node may have looked yet.
    private static final String DECIDE = """
            with due as (update inbound.arrival
                            set expires_at = :at
                          where id = :arrival and state = 'in_review' and expires_at > :at
                         returning id)
            insert into inbound.review (arrival, released, act, decided_by, reason, at)
            select id, :released, :act, :by, :reason, :at
              from due
                on conflict do nothing
            """;

    private final DatabaseClient database;
    private final Clock clock;

    PostgresArrivalReviews(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<Optional<Decided>> of(UUID arrival) {
        return database.sql(FIND)
                .bind("arrival", arrival)
                .map(row -> Optional.of(new Decided(
                        arrival,
                        required(row, "released", Boolean.class),
                        row.get("act", UUID.class),
                        required(row, "decided_by", String.class),
                        required(row, "reason", String.class))))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    @Override
    public Mono<Void> decide(Decided it) {
        return database.sql(DECIDE)
                .bind("arrival", it.arrival())
                .bind("released", it.released())
                .bind("act", it.act() == null ? Parameters.in(UUID.class) : Parameters.in(it.act()))
                .bind("by", it.by())
                .bind("reason", it.reason())
                .bind("at", clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> InboundProblem.ARRIVAL_NOT_IN_REVIEW.because(
                        it.arrival().toString())))
                .then();
    }
}
