package gateway.crossborder.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.Quote;
import gateway.crossborder.RemittanceExamples;
import gateway.crossborder.rates.Observation;
import gateway.shared.ids.QuoteId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.Stores;

/** What was quoted and what currencies cost in the past, by the database. */
class PastQuotesModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = RemittanceExamples.NOW;
    private static final TimeOrderedIds IDS = new TimeOrderedIds(() -> NOW, new Random(3));

    private static DatabaseClient database;

    @BeforeAll
    static void open() {
        database = DatabaseClient.create(Stores.database().connections());
    }

    private static void quote(Quote it) {
        database.sql("insert into crossborder.quote (shard, id, customer, terms, expires_at, state)"
                        + " values (:shard, :id, :customer, :terms, :at, 'used')")
                .bind("shard", it.customer().shard())
                .bind("id", it.id().value())
                .bind("customer", it.customer().value())
                .bind("terms", QuoteRow.terms(it))
                .bind("at", it.expiresAt())
                .then()
                .block(PATIENCE);
    }

    private static void remittance(Quote it) {
        database.sql("""
                        insert into crossborder.remittance (shard, id, version, customer, payment, correspondent, uetr,
                                                            terms, spent_minor, currency, received_minor, status,
                                                            progress, attention, opened_at, final_by)
                        values (:shard, :id, 1, :customer, :id, 'demo', :id, :terms, 1, 'USD', 1, 'sent', '{}', false,
                                :at, :at)
                        """)
                .bind("shard", it.customer().shard())
                .bind("id", it.remittance().value())
                .bind("customer", it.customer().value())
                .bind("terms", QuoteRow.terms(it))
                .bind("at", it.madeAt())
                .then()
                .block(PATIENCE);
    }

    private static List<QuoteId> since(Instant from) {
        return Objects.requireNonNull(new PastQuotes(database)
                .since(from)
                .map(Quote::id)
                .collectList()
                .block(PATIENCE));
    }

    /** The quote is forgotten after a month; its remittance has a copy of the terms. */
    @Test
    void eachQuoteIsFoundOnceWhetherItIsStillThereOrOnlyItsRemittance() {
        var open = RemittanceExamples.quoted(new QuoteId(IDS.next(3)));
        var paid = RemittanceExamples.quoted(new QuoteId(IDS.next(3)));
        var forgotten = RemittanceExamples.quoted(new QuoteId(IDS.next(3)));
        quote(open);
        quote(paid);
        remittance(paid);
        remittance(forgotten);

        assertThat(since(NOW)).containsExactlyInAnyOrder(open.id(), paid.id(), forgotten.id());
        assertThat(since(NOW.plusMillis(1))).isEmpty();
    }

    private static void rate(String provider, String asOf, String state, String rate) {
        database.sql("insert into crossborder.rate (provider, currency, as_of, bid, ask, seen_at, state, why)"
                        + " values (:provider, 'EUR', :asOf, :rate, :rate, :asOf, :state, 'because')")
                .bind("provider", provider)
                .bind("asOf", Instant.parse(asOf))
                .bind("rate", new BigDecimal(rate))
                .bind("state", state)
                .then()
                .block(PATIENCE);
    }

    private static List<String> around(Asset currency, String moment) {
        return Objects.requireNonNull(new PostgresRatesAround(database)
                .around(currency, Instant.parse(moment))
                .map(PastQuotesModuleTest::text)
                .collectList()
                .block(PATIENCE));
    }

    private static String text(Observation it) {
        return it.provider() + " " + it.bid().stripTrailingZeros().toPlainString();
    }

    @Test
    void ofEachProviderTheLastRateBeforeElseTheFirstAfter() {
        rate("one", "2026-05-20T00:00:00Z", "in_force", "11");
        rate("one", "2026-05-21T00:00:00Z", "in_force", "12");
        rate("one", "2026-05-22T00:00:00Z", "held", "99");
        rate("one", "2026-05-23T00:00:00Z", "in_force", "13");
        rate("two", "2026-05-25T00:00:00Z", "in_force", "21");
        rate("two", "2026-05-24T00:00:00Z", "in_force", "22");

        assertThat(around(Asset.EUR, "2026-05-22T12:00:00Z")).containsExactly("one 12", "two 22");
        assertThat(around(Asset.EUR, "2026-05-21T00:00:00Z")).containsExactly("one 12", "two 22");
        assertThat(around(Asset.EUR, "2026-06-01T00:00:00Z")).containsExactly("one 13", "two 21");
        assertThat(around(Asset.EUR, "2026-01-01T00:00:00Z")).containsExactly("one 11", "two 22");
        assertThat(around(Asset.RUB, "2026-05-22T12:00:00Z")).isEmpty();
    }
}
