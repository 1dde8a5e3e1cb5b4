package gateway.crossborder.postgres;

import gateway.crossborder.AddQuote;
import gateway.crossborder.Quote;
import gateway.platform.journal.Additions;
import gateway.platform.journal.PartWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps quotes. Never refuses and locks nothing. */
@Component
class QuoteWriter implements PartWriter<AddQuote> {

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
    public List<Read> reads() {
        return List.of();
    }

    @Override
    public List<String> writes() {
        return List.of(INSERT);
    }

    @Override
    public Batch<AddQuote> open(List<AddQuote> parts) {
        return new Quotes();
    }

    /** The batch's quotes. */
    private static final class Quotes extends Additions<AddQuote, Quote> {

        @Override
        protected List<Quote> added(AddQuote part) {
            return List.of(part.quote());
        }

        @Override
        protected List<Object> columns() {
            return List.of(
                    column(quote -> (short) quote.customer().shard(), Short[]::new),
                    column(quote -> quote.id().value(), UUID[]::new),
                    column(quote -> quote.customer().value(), UUID[]::new),
                    column(QuoteRow::terms, String[]::new),
                    column(Quote::expiresAt, Instant[]::new));
        }
    }
}
