package gateway.crossborder.postgres;

import static gateway.platform.postgres.Columns.required;

import gateway.crossborder.rates.Observation;
import gateway.crossborder.rates.RateStore;
import gateway.shared.money.Asset;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps rates in schema {@code crossborder}. */
@Component
class PostgresRateStore implements RateStore {

    private static final String IN_FORCE = """
            select distinct on (provider, currency) provider, currency, as_of, bid, ask
              from crossborder.rate
             where state = 'in_force' and as_of <= :now
             order by provider, currency, as_of desc
            """;

    // What is older than what is in force by now waits for nobody. Of each provider and currency the latest, so that a
    // provider who speaks often does not hide what another one said.
    private static final String HELD = """
            select provider, currency, as_of, bid, ask, why
              from (select provider, currency, as_of, bid, ask, why,
                           row_number() over (partition by provider, currency order by as_of desc) as place
                      from crossborder.rate r
                     where state = 'held'
                       and not exists (select 1
                                         from crossborder.rate newer
                                        where newer.provider = r.provider and newer.currency = r.currency
                                          and newer.state = 'in_force' and newer.as_of > r.as_of)) waiting
             where place <= 20
             order by as_of desc
            """;

    // Of what waits people decide as they saw it, so another number for the same moment takes its place only where it
    // is believed. What was refused never comes back, but a provider may correct it.
    private static final String ADD = """
            insert into crossborder.rate (provider, currency, as_of, bid, ask, seen_at, state, why)
            values (:provider, :currency, :asOf, :bid, :ask, :at, :state, :why)
                on conflict (provider, currency, as_of) do update
               set bid = excluded.bid, ask = excluded.ask, seen_at = excluded.seen_at, state = excluded.state,
                   why = excluded.why, decided_by = null
             where (rate.state = 'held' and excluded.state = 'in_force')
                or (rate.state = 'refused' and (rate.bid, rate.ask) <> (excluded.bid, excluded.ask))
            """;

    private static final String DECIDE = """
            update crossborder.rate
               set state = :state, decided_by = :by
             where provider = :provider and currency = :currency and as_of = :asOf and state = 'held'
            """;

    private final DatabaseClient database;

    PostgresRateStore(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Observation> inForce(Instant now) {
        return database.sql(IN_FORCE)
                .bind("now", now)
                .map(PostgresRateStore::rate)
                .all();
    }

    @Override
    public Flux<HeldRate> held() {
        return database.sql(HELD)
                .map(row -> new HeldRate(rate(row), required(row, "why", String.class)))
                .all();
    }

    @Override
    public Mono<Boolean> add(Observation seen, @Nullable String held, Instant at) {
        var statement = database.sql(ADD)
                .bind("provider", seen.provider())
                .bind("currency", seen.currency().code())
                .bind("asOf", seen.asOf())
                .bind("bid", seen.bid())
                .bind("ask", seen.ask())
                .bind("at", at)
                .bind("state", held == null ? "in_force" : "held");
        return (held == null ? statement.bindNull("why", String.class) : statement.bind("why", held))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    @Override
    public Mono<Boolean> accept(RateName rate, String by) {
        return decide(rate, "in_force", by);
    }

    @Override
    public Mono<Boolean> refuse(RateName rate, String by) {
        return decide(rate, "refused", by);
    }

    private Mono<Boolean> decide(RateName rate, String state, String by) {
        return database.sql(DECIDE)
                .bind("state", state)
                .bind("provider", rate.provider())
                .bind("currency", rate.currency().code())
                .bind("asOf", rate.asOf())
                .bind("by", by)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Observation rate(Readable row) {
        return new Observation(
                required(row, "provider", String.class),
                Asset.of(required(row, "currency", String.class)),
                required(row, "bid", BigDecimal.class),
                required(row, "ask", BigDecimal.class),
                required(row, "as_of", Instant.class));
    }
}
