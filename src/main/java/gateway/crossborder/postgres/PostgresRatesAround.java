package gateway.crossborder.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.crossborder.rates.Observation;
import gateway.crossborder.rates.RatesAround;
import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads past rates from schema {@code crossborder}. */
@Component
class PostgresRatesAround implements RatesAround {

    private static final String AROUND = """
            select distinct on (provider) provider, as_of, bid, ask
              from crossborder.rate
             where currency = :currency and state = 'in_force'
             order by provider, as_of > :moment, case when as_of <= :moment then as_of end desc, as_of
            """;

    private final DatabaseClient database;

    PostgresRatesAround(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Observation> around(Asset currency, Instant moment) {
        return database.sql(AROUND)
                .bind("currency", currency.code())
                .bind("moment", moment)
                .map(row -> new Observation(
                        required(row, "provider", String.class),
                        currency,
                        required(row, "bid", BigDecimal.class),
                        required(row, "ask", BigDecimal.class),
                        required(row, "as_of", Instant.class)))
                .all();
    }
}
