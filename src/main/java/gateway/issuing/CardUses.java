package gateway.issuing;

import static gateway.platform.postgres.Columns.required;

import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What the network asked and told about a card, and what we answered. */
@Component
public final class CardUses {

    private static final String LATEST = """
        select kind, amount_minor, currency, merchant, reason, at
          from issuing.message
         where card = :card
         order by at desc, key
         limit 100
        """;

    private final DatabaseClient database;

    CardUses(DatabaseClient database) {
        this.database = database;
    }

    /** One message and why it was answered as it was. */
    public record CardUse(String kind, Money amount, String merchant, Reason reason, Instant at) {}

    /** Latest first. */
    public Flux<CardUse> of(IssuedCard card) {
        return database.sql(LATEST)
                .bind("card", card.id().value())
                .map(row -> use(row))
                .all();
    }

    private static CardUse use(Readable row) {
        return new CardUse(
                required(row, "kind", String.class),
                new Money(required(row, "amount_minor", Long.class), Asset.of(required(row, "currency", String.class))),
                required(row, "merchant", String.class),
                Reason.ofSlug(required(row, "reason", String.class)),
                required(row, "at", Instant.class));
    }
}
