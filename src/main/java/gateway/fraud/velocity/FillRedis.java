package gateway.fraud.velocity;

import static gateway.platform.postgres.Columns.required;

import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import gateway.packs.InForce;
import gateway.platform.postgres.OwnConnections;
import gateway.platform.redis.RedisAway;
import gateway.platform.resilience.BackgroundWork;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps Redis in step with what was committed, and fills it anew when its data are gone. Whatever a node did not tell
 * Redis before it died is found here; what is there already stays as it is.
 */
@Component
class FillRedis implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(FillRedis.class);

    private static final String HORIZON = "select pg_snapshot_xmin(pg_current_snapshot())::text as horizon";

    private static final String NEWS = """
            select id, at, minor, currency, payee, card, customer, device
              from fraud.attempt
             where counted and xid >= cast(:horizon as bigint) and at > :since
            """;

    private static final String DAY = """
            select id, at, minor, currency, payee, card, customer, device
              from fraud.attempt
             where counted and at > :since
            """;

    private static final int CONNECTIONS = 1;
    private static final int STEP = 200;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_GAP = Duration.ofMinutes(10);
    private static final Duration NEWS_DEADLINE = Duration.ofSeconds(4);
    private static final Duration DAY_DEADLINE = Duration.ofMinutes(2);

    private final InForce<FraudPack> pack;
    private final RedisWindows redis;
    private final OwnConnections connections;
    private final DatabaseClient database;
    private final TimeOrderedIds ids;
    private final Clock clock;

    // A mark that grows old sends every payment to the shared pool: then it must not be that pool that keeps it old.
    FillRedis(InForce<FraudPack> pack, RedisWindows redis, ConnectionFactory shared, TimeOrderedIds ids, Clock clock) {
        this.pack = pack;
        this.redis = redis;
        this.connections = OwnConnections.beside(shared, CONNECTIONS);
        this.database = connections.database();
        this.ids = ids;
        this.clock = clock;
    }

    /** For as long as the node runs. */
    @Configuration(proxyBeanMethods = false)
    static class Work {

        @Bean
        BackgroundWork fillingRedis(FillRedis fill) {
            return BackgroundWork.every("Filling Redis with what was seen", PAUSE, fill::run);
        }
    }

    /** One step; without Redis there is nothing to do, nor where the pack wants no copy. */
    Mono<Void> run() {
        var now = pack.lastKnown();
        return !now.wantsCopy()
                ? Mono.empty()
                : run(redis.of(now)).then().onErrorResume(RedisAway.class, FillRedis::later);
    }

    // A copy that nobody has followed for long, because rules looked at other things meanwhile, has missed too much for
    // one step.
    private Mono<Boolean> run(KeptSets sets) {
        return sets.mark()
                .flatMap(mark -> mark.filter(
                                it -> it.at().isAfter(clock.instant().minus(LONGEST_GAP)))
                        .map(it -> follow(it, sets))
                        .orElseGet(() -> fill(sets)));
    }

    private static Mono<Void> later(RedisAway away) {
        LOG.debug("Redis hears later of what was seen: {}", away.toString());
        return Mono.empty();
    }

    private Mono<Boolean> follow(Mark mark, KeptSets sets) {
        var asked = clock.instant();
        return horizon()
                .flatMap(next -> add(news(mark.horizon(), asked), sets, "")
                        .then(Mono.defer(() -> sets.mark(new Mark(next, asked), ""))))
                .timeout(NEWS_DEADLINE);
    }

    // Who comes second leaves it to the first.
    private Mono<Boolean> fill(KeptSets sets) {
        var filling = ids.next(0).toString();
        return sets.beginFilling(filling, DAY_DEADLINE)
                .filter(first -> first)
                .flatMap(_ -> fill(sets, filling))
                .timeout(DAY_DEADLINE);
    }

    private Mono<Boolean> fill(KeptSets sets, String filling) {
        LOG.info("Redis has not got what was seen: it is filled, and PostgreSQL answers meanwhile");
        var asked = clock.instant();
        return horizon()
                .flatMap(next -> add(day(asked), sets, filling)
                        .then(Mono.defer(() -> sets.mark(new Mark(next, asked), filling))));
    }

    private Mono<Void> add(Flux<Sighting> sightings, KeptSets sets, String filling) {
        return sightings
                .buffer(STEP)
                .concatMap(some -> filling.isEmpty() ? sets.addMissing(some) : sets.add(some, filling))
                .handle((Boolean added, reactor.core.publisher.SynchronousSink<Boolean> sink) -> {
                    if (added) {
                        sink.next(true);
                    } else {
                        sink.error(new LostAgain());
                    }
                })
                .then();
    }

    private Mono<String> horizon() {
        return database.sql(HORIZON)
                .map(row -> required(row, "horizon", String.class))
                .one();
    }

    private Flux<Sighting> news(String horizon, Instant now) {
        return database.sql(NEWS)
                .bind("horizon", horizon)
                .bind("since", now.minus(KeptSets.DAY))
                .map(FillRedis::sighting)
                .all();
    }

    private Flux<Sighting> day(Instant now) {
        return database.sql(DAY)
                .bind("since", now.minus(KeptSets.DAY))
                .map(FillRedis::sighting)
                .all();
    }

    private static Sighting sighting(Readable row) {
        var subjects = new EnumMap<Per, UUID>(Per.class);
        subjects.put(Per.CUSTOMER, value(row, 6, UUID.class));
        subjects.put(Per.DEVICE, value(row, 7, UUID.class));
        subjects.put(Per.PAYEE, value(row, 4, UUID.class));
        Optional.ofNullable(row.get(5, UUID.class)).ifPresent(card -> subjects.put(Per.CARD, card));
        return new Sighting(seen(row), subjects);
    }

    private static Seen seen(Readable row) {
        return new Seen(
                value(row, 0, UUID.class),
                value(row, 1, Instant.class),
                value(row, 2, Long.class),
                value(row, 3, String.class),
                value(row, 4, UUID.class),
                row.get(5, UUID.class));
    }

    // By its place: to look names up costs more than to read what they name, and every payment is read here.
    private static <T> T value(Readable row, int column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    @Override
    public void destroy() {
        connections.dispose();
    }

    /** Redis lost its data while it was filled; the next step begins anew. */
    private static final class LostAgain extends RuntimeException {

        LostAgain() {
            super("Redis has lost what was added", null, false, false);
        }
    }
}
