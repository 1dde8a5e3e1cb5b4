package gateway.crossborder.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.crossborder.Quote;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.QuoteId;
import gateway.shared.ids.RemittanceId;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/**
 * The quotes of the past: those that are still kept, and for longer ago those that became remittances. Reads whole
 * tables, so not beside payments.
 */
public final class PastQuotes {

    private static final String QUOTES = """
            select id, customer, terms
              from crossborder.quote
            """;

    private static final String REMITTANCES = """
            select id, customer, terms
              from crossborder.remittance
            """;

    private final DatabaseClient database;

    public PastQuotes(DatabaseClient database) {
        this.database = database;
    }

    /** Each once, in no order. */
    public Flux<Quote> since(Instant from) {
        var open = database.sql(QUOTES)
                .map(row -> QuoteRow.quote(
                        new QuoteId(required(row, "id", UUID.class)),
                        new CustomerId(required(row, "customer", UUID.class)),
                        required(row, "terms", String.class)))
                .all();
        var paid = database.sql(REMITTANCES)
                .map(row -> QuoteRow.quote(
                        Quote.of(new RemittanceId(required(row, "id", UUID.class))),
                        new CustomerId(required(row, "customer", UUID.class)),
                        required(row, "terms", String.class)))
                .all();
        return Flux.concat(open, paid)
                .filter(quote -> !quote.madeAt().isBefore(from))
                .distinct(Quote::id);
    }
}
