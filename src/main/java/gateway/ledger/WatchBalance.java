package gateway.ledger;

import static gateway.platform.postgres.Columns.required;

import gateway.platform.resilience.BackgroundWork;
import gateway.shared.money.Asset;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Shows operators whether debits equal credits, asset by asset, without waiting for {@code ./gateway verify}: one
 * statement that reads every account now and then, on one node at a time, within the statements' time-out. A gauge that
 * is not zero is an incident; see docs/operations.md.
 */
@Component
class WatchBalance {

    // One snapshot, so what is being posted meanwhile is in it with both sides or with none. Without the turn, which is
    // over with the statement, no account is read.
    private static final String IMBALANCE = """
            with turn as materialized (
                select pg_try_advisory_xact_lock(:turn) as mine)
            select mine, asset, imbalance
              from turn
              left join lateral (
                   select asset,
                          abs(sum(debits_posted) - sum(credits_posted))::bigint
                        + abs(sum(debits_pending) - sum(credits_pending))::bigint as imbalance
                     from ledger.account
                    where mine
                    group by asset) books on true
            """;

    /** Any number that nobody else locks in this database. */
    static final long TURN = 0x6f71_696d_0001L;

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final DatabaseClient database;
    private final Clock clock;
    private final MeterRegistry meters;
    private final LedgerSettings settings;
    private final Map<String, AtomicLong> imbalance = new ConcurrentHashMap<>();
    private volatile Instant looked;

    WatchBalance(DatabaseClient database, Clock clock, MeterRegistry meters, LedgerSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
        this.looked = clock.instant();
        meters.gauge("oqim_ledger_look_age_seconds", this, WatchBalance::ageSeconds);
        Asset.all().forEach(asset -> gauge(asset.code()));
    }

    @Bean
    BackgroundWork watchingTheBalance() {
        return BackgroundWork.every("Watching the balance", settings.watchEvery(), () -> look().timeout(DEADLINE));
    }

    /** Completes when the gauges show what the books say now, or when it is another node's turn. */
    Mono<Void> look() {
        return database.sql(IMBALANCE)
                .bind("turn", TURN)
                .map(row -> new Found(
                        required(row, "mine", Boolean.class),
                        row.get("asset", String.class),
                        row.get("imbalance", Long.class)))
                .all()
                .filter(Found::mine)
                .doOnNext(this::show)
                .then();
    }

    private void show(Found found) {
        looked = clock.instant();
        if (found.asset() != null && found.imbalance() != null) {
            gauge(found.asset()).set(found.imbalance());
        }
    }

    /** @param asset null where there are no accounts */
    private record Found(
            boolean mine, @Nullable String asset, @Nullable Long imbalance) {}

    private AtomicLong gauge(String asset) {
        return imbalance.computeIfAbsent(asset, this::register);
    }

    private AtomicLong register(String asset) {
        return Objects.requireNonNull(
                meters.gauge("oqim_ledger_imbalance_minor", Tags.of("asset", asset), new AtomicLong()));
    }

    private double ageSeconds() {
        return Duration.between(looked, clock.instant()).toMillis() / 1e3;
    }
}
