package gateway.ledger;

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
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Shows operators whether debits equal credits, asset by asset, without waiting for {@code ./gateway verify}: one
 * statement over the accounts, every minute. A gauge that is not zero is an incident; see docs/operations.md.
 */
@Component
class WatchBalance {

    // One snapshot, so what is being posted meanwhile is in it with both sides or with none.
    private static final String IMBALANCE = """
            select asset,
                   abs(sum(debits_posted) - sum(credits_posted))::bigint
                 + abs(sum(debits_pending) - sum(credits_pending))::bigint
              from ledger.account
             group by asset
            """;

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final DatabaseClient database;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, AtomicLong> imbalance = new ConcurrentHashMap<>();
    private volatile Instant looked;

    WatchBalance(DatabaseClient database, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.meters = meters;
        this.looked = clock.instant();
        meters.gauge("oqim_ledger_look_age_seconds", this, WatchBalance::ageSeconds);
        Asset.all().forEach(asset -> gauge(asset.code()));
    }

    @Bean
    BackgroundWork watchingTheBalance() {
        return BackgroundWork.every("Watching the balance", PAUSE, () -> look().timeout(DEADLINE));
    }

    /** Completes when the gauges show what the books say now. */
    Mono<Void> look() {
        return database.sql(IMBALANCE)
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get(0, String.class)),
                        Objects.requireNonNull(row.get(1, Long.class))))
                .all()
                .doOnNext(found -> gauge(found.getKey()).set(found.getValue()))
                .then(Mono.fromRunnable(() -> looked = clock.instant()));
    }

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
