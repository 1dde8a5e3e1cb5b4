package gateway.inbound;

import static gateway.platform.postgres.Columns.required;

import gateway.inbound.FundPartner.Paid;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What partners have paid in, as two of the staff said: written with the approval, booked a moment later. */
@Component
class Funds {

    private static final String ADD = """
            insert into inbound.funds (act, partner, amount_minor, asset, nostro, reference, approved_at)
            values (:act, :partner, :amount, :asset, :nostro, :reference, :now)
                on conflict (nostro, reference) do nothing
            """;

    private static final String SAID = """
            select 1 as said from inbound.funds where nostro = :nostro and reference = :reference
            """;

    private static final String TO_BOOK = """
            select act, partner, amount_minor, asset, nostro, reference
              from inbound.funds
             where booked_at is null
             order by act
             limit 100
            """;

    private static final String BOOKED = """
            update inbound.funds set booked_at = :now where act = :act and booked_at is null
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Funds(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param act that said so; its id is the money's */
    record Stored(UUID act, Paid paid) {}

    /** Whether that payment to that correspondent was named before. */
    Mono<Boolean> isSaid(String nostro, String reference) {
        return database.sql(SAID)
                .bind("nostro", nostro)
                .bind("reference", reference)
                .map(_ -> true)
                .one()
                .defaultIfEmpty(false);
    }

    /** Part of the caller's transaction. Emits false when that payment was named by another act. */
    Mono<Boolean> add(UUID act, Paid paid) {
        return database.sql(ADD)
                .bind("act", act)
                .bind("partner", paid.partner().value())
                .bind("amount", paid.amount().minor())
                .bind("asset", paid.amount().asset().code())
                .bind("nostro", paid.nostro())
                .bind("reference", paid.reference())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Flux<Stored> toBook() {
        return database.sql(TO_BOOK).map(Funds::stored).all();
    }

    Mono<Void> booked(UUID act) {
        return database.sql(BOOKED)
                .bind("now", clock.instant())
                .bind("act", act)
                .then();
    }

    private static Stored stored(Readable row) {
        return new Stored(
                required(row, "act", UUID.class),
                new Paid(
                        new PartnerId(required(row, "partner", UUID.class)),
                        new Money(
                                required(row, "amount_minor", Long.class),
                                Asset.of(required(row, "asset", String.class))),
                        required(row, "nostro", String.class),
                        required(row, "reference", String.class)));
    }
}
