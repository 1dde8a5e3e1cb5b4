package gateway.fraud.backtest;

import static gateway.platform.postgres.Columns.required;

import gateway.fraud.FraudProblem;
import gateway.fraud.rules.Features;
import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.FraudPackReader;
import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import gateway.rulebook.UnfitPack;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tries a pack of rules on what was recorded. One at a time on a node, a bounded number of attempts, bounded in time.
 */
@Component
public class TryPack {

    /** As many attempts as one reads, the oldest first. */
    public static final int MOST_ATTEMPTS = 200_000;

    // Incidents lie far apart, and attempts are read by their time.
    private static final String ATTEMPTS = """
            select a.id, a.at, a.minor, a.currency, a.payee, a.card, a.customer, a.device, a.counted, a.features,
                   exists (select from fraud.incident i where i.payment = a.id) as fraud
              from fraud.attempt a
             where a.at > :since
             order by a.at, a.id
             limit :most
            """;

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int FETCHED_TOGETHER = 512;

    private final DatabaseClient database;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1);

    public TryPack(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Errors with RULES_UNREADABLE, naming line and reason, or with BACK_TEST_BUSY. */
    public Mono<BackTestReport> run(String pack, int days) {
        return Mono.defer(() -> run(read(pack), clock.instant().minus(Duration.ofDays(days))));
    }

    private static FraudPack read(String pack) {
        try {
            return FraudPackReader.read(pack);
        } catch (UnfitPack unfit) {
            throw FraudProblem.RULES_UNREADABLE
                    .because(unfit.remark().toString())
                    .with("field", "pack");
        }
    }

    private Mono<BackTestReport> run(FraudPack pack, Instant from) {
        if (!turn.tryAcquire()) {
            return Mono.error(FraudProblem.BACK_TEST_BUSY
                    .because("Try again when it is done")
                    .with("retryAfter", DEADLINE.toSeconds()));
        }
        return replay(pack, from).doFinally(_ -> turn.release());
    }

    // Rules are asked away from the event loops, whose time is the payments'.
    private Mono<BackTestReport> replay(FraudPack pack, Instant from) {
        return Mono.using(
                        () -> new Replay(pack, from),
                        replay -> recorded(from.minus(pack.longest()))
                                .publishOn(Schedulers.boundedElastic(), FETCHED_TOGETHER)
                                .doOnNext(replay::take)
                                .count()
                                .map(read -> replay.report(read < MOST_ATTEMPTS)),
                        _ -> {})
                .timeout(DEADLINE);
    }

    private Flux<Recorded> recorded(Instant since) {
        return database.sql(ATTEMPTS)
                .filter(statement -> statement.fetchSize(FETCHED_TOGETHER))
                .bind("since", since)
                .bind("most", MOST_ATTEMPTS)
                .map(TryPack::attempt)
                .all();
    }

    private static Recorded attempt(Readable row) {
        var id = required(row, "id", UUID.class);
        var card = row.get("card", UUID.class);
        var payee = required(row, "payee", UUID.class);
        var subjects = new EnumMap<Per, UUID>(Per.class);
        subjects.put(Per.CUSTOMER, required(row, "customer", UUID.class));
        subjects.put(Per.DEVICE, required(row, "device", UUID.class));
        subjects.put(Per.PAYEE, payee);
        Optional.ofNullable(card).ifPresent(it -> subjects.put(Per.CARD, it));
        return new Recorded(
                new Seen(
                        id,
                        required(row, "at", Instant.class),
                        required(row, "minor", Long.class),
                        required(row, "currency", String.class),
                        payee,
                        card),
                Map.copyOf(subjects),
                required(row, "counted", Boolean.class),
                required(row, "fraud", Boolean.class),
                Features.parse(required(row, "features", String.class))
                        .orElseThrow(() -> new IllegalStateException("The features of " + id + " cannot be read")));
    }
}
