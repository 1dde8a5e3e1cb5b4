package gateway.crossborder.postgres;

import static gateway.platform.journal.Columns.column;

import gateway.crossborder.AddQuote;
import gateway.crossborder.Quote;
import gateway.platform.journal.AppendWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps quotes. Never refuses and locks nothing. */
@Component
class QuoteWriter implements AppendWriter<AddQuote, Quote> {

    private static final String INSERT = """
            insert into crossborder.quote (shard, id, customer, terms, expires_at, state)
            select u.shard, u.id, u.customer, u.terms, u.expires_at, 'open'
              from unnest(?::smallint[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[])
                   u(shard, id, customer, terms, expires_at)
            """;

    @Override
    public Class<AddQuote> kind() {
        return AddQuote.class;
    }

    @Override
    public int order() {
        return 1_100;
    }

    @Override
    public String insert() {
        return INSERT;
    }

    @Override
    public List<Quote> added(AddQuote part) {
        return List.of(part.quote());
    }

    @Override
    public List<Object> columns(List<Quote> rows) {
        return List.of(
                column(rows, quote -> (short) quote.customer().shard(), Short[]::new),
                column(rows, quote -> quote.id().value(), UUID[]::new),
                column(rows, quote -> quote.customer().value(), UUID[]::new),
                column(rows, QuoteRow::terms, String[]::new),
                column(rows, Quote::expiresAt, Instant[]::new));
    }
}
