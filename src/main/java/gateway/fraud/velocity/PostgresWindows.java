package gateway.fraud.velocity;

import static gateway.platform.postgres.Columns.required;

import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The truth about what was seen: one index look-up for each subject. */
@Component
class PostgresWindows implements Windows {

    private static final String OF_CUSTOMER = """
            select id, at, minor, currency, payee, card
              from fraud.attempt
             where counted and customer = :subject and at > :since
             order by at desc, id desc
             limit :most
            """;

    private static final String OF_DEVICE = """
            select id, at, minor, currency, payee, card
              from fraud.attempt
             where counted and device = :subject and at > :since
             order by at desc, id desc
             limit :most
            """;

    private static final String OF_CARD = """
            select id, at, minor, currency, payee, card
              from fraud.attempt
             where counted and card = :subject and at > :since
             order by at desc, id desc
             limit :most
            """;

    private static final String OF_PAYEE = """
            select id, at, minor, currency, payee, card
              from fraud.attempt
             where counted and payee = :subject and at > :since
             order by at desc, id desc
             limit :most
            """;

    private final DatabaseClient database;

    PostgresWindows(DatabaseClient database) {
        this.database = database;
    }

    private record Found(Per per, List<Seen> seen) {}

    @Override
    public Mono<Map<Per, List<Seen>>> of(Map<Per, UUID> subjects, Instant since) {
        return Flux.fromIterable(subjects.entrySet())
                .flatMap(it -> of(it.getKey(), it.getValue(), since), Per.values().length)
                .collectList()
                .map(PostgresWindows::byPer);
    }

    private static Map<Per, List<Seen>> byPer(List<Found> all) {
        var seen = new EnumMap<Per, List<Seen>>(Per.class);
        all.forEach(it -> seen.put(it.per(), it.seen()));
        return seen;
    }

    private Mono<Found> of(Per per, UUID subject, Instant since) {
        var sql = switch (per) {
            case CUSTOMER -> OF_CUSTOMER;
            case DEVICE -> OF_DEVICE;
            case CARD -> OF_CARD;
            case PAYEE -> OF_PAYEE;
        };
        return database.sql(sql)
                .bind("subject", subject)
                .bind("since", since)
                .bind("most", Seen.MOST)
                .map(PostgresWindows::seen)
                .all()
                .collectList()
                .map(found -> new Found(per, found));
    }

    static Seen seen(Readable row) {
        return new Seen(
                required(row, "id", UUID.class),
                required(row, "at", Instant.class),
                required(row, "minor", Long.class),
                required(row, "currency", String.class),
                required(row, "payee", UUID.class),
                row.get("card", UUID.class));
    }
}
