package gateway.crossborder.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.crossborder.rates.Observation;
import gateway.crossborder.rates.RateHistory;
import gateway.shared.money.Asset;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Looks up in schema {@code crossborder} what was in force when. */
@Component
class PostgresRateHistory implements RateHistory {

    // One step into the primary key for each moment, currency and provider.
    private static final String AT = """
            select distinct on (asked.moment, c.code) asked.moment, r.provider, r.currency, r.as_of, r.bid, r.ask
              from unnest(:moments::timestamptz[]) asked(moment)
             cross join unnest(:currencies::text[]) c(code)
             cross join unnest(:providers::text[]) with ordinality p(name, turn)
             cross join lateral (
                   select provider, currency, as_of, bid, ask
                     from crossborder.rate
                    where provider = p.name and currency = c.code and state = 'in_force' and as_of <= asked.moment
                    order by as_of desc
                    limit 1) r
             order by asked.moment, c.code, p.turn
            """;

    private final DatabaseClient database;

    PostgresRateHistory(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Dated> at(List<Instant> moments, List<String> providers) {
        return database.sql(AT)
                .bind("moments", moments.toArray(Instant[]::new))
                .bind("currencies", Asset.all().stream().map(Asset::code).toArray(String[]::new))
                .bind("providers", providers.toArray(String[]::new))
                .map(row -> new Dated(
                        required(row, "moment", Instant.class),
                        new Observation(
                                required(row, "provider", String.class),
                                Asset.of(required(row, "currency", String.class)),
                                required(row, "bid", BigDecimal.class),
                                required(row, "ask", BigDecimal.class),
                                required(row, "as_of", Instant.class))))
                .all();
    }
}
