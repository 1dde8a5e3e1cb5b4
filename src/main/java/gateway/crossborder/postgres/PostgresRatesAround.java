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

    // One step into the primary key for each provider and side of the moment, however much they have said.
    private static final String AROUND = """
            with recursive p(name) as (
                select min(provider) from crossborder.rate
                 union all
                select (select min(provider) from crossborder.rate where provider > p.name)
                  from p
                 where p.name is not null
            )
            select r.provider, r.as_of, r.bid, r.ask
              from p
             cross join lateral (
                   (select provider, as_of, bid, ask
                      from crossborder.rate
                     where provider = p.name and currency = :currency and state = 'in_force' and as_of <= :moment
                     order by as_of desc
                     limit 1)
                    union all
                   (select provider, as_of, bid, ask
                      from crossborder.rate
                     where provider = p.name and currency = :currency and state = 'in_force' and as_of > :moment
                     order by as_of
                     limit 1)
                     order by as_of
                     limit 1) r
             where p.name is not null
             order by r.provider
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
