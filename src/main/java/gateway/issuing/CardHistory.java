package gateway.issuing;

import static gateway.platform.postgres.Columns.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happened to a card, and who did it. */
@Component
public final class CardHistory {

    private static final String LATEST = """
        select at, action, actor, who, from_state, to_state, detail
          from issuing.card_event
         where shard = :shard and card = :card
         order by n desc
         limit 100
        """;

    private static final String REPORTED_WHILE_FROZEN = """
        select exists (select 1
                         from issuing.card_event
                        where shard = :shard and card = :card
                          and action in ('report-lost', 'report-stolen') and from_state in ('blocked', 'frozen-blocked')
               ) as was
        """;

    private final DatabaseClient database;

    CardHistory(DatabaseClient database) {
        this.database = database;
    }

    /**
     * One line of a card's history.
     *
     * @param actor holder or bank
     * @param detail why, and what else is known of it
     */
    public record Happened(
            Instant at, String action, String actor, String who, String from, String to, String detail) {}

    /** Latest first, at most a hundred. */
    public Flux<Happened> of(IssuedCard card) {
        return database.sql(LATEST)
                .bind("shard", (short) card.id().shard())
                .bind("card", card.id().value())
                .map(row -> happened(row))
                .all();
    }

    /** Whether the bank's freeze stood when somebody reported it lost or stolen. */
    Mono<Boolean> wasReportedWhileFrozenByBank(IssuedCard card) {
        return database.sql(REPORTED_WHILE_FROZEN)
                .bind("shard", (short) card.id().shard())
                .bind("card", card.id().value())
                .map(row -> required(row, "was", Boolean.class))
                .one();
    }

    private static Happened happened(Readable row) {
        return new Happened(
                required(row, "at", Instant.class),
                required(row, "action", String.class),
                required(row, "actor", String.class),
                required(row, "who", String.class),
                required(row, "from_state", String.class),
                required(row, "to_state", String.class),
                required(row, "detail", String.class));
    }
}
