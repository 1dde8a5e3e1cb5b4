package gateway.fraud.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.fraud.Attempt;
import gateway.fraud.Attempts;
import gateway.fraud.Verdict;
import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.FraudPackReader;
import gateway.fraud.rules.FraudPacks;
import gateway.fraud.rules.Per;
import gateway.fraud.rules.Seen;
import gateway.packs.InForce;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.TimeOrderedIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.RedisServer;
import sandbox.embedded.Stores;

/** What was seen of late, from Redis and from PostgreSQL; the last test stops Redis. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VelocityModuleTest {

    /** Everything that can be said, over an hour and over a day. */
    private static final String VELOCITY = Stream.of(Per.values())
            .flatMap(per -> Stream.concat(velocities(per, "1h"), velocities(per, "24h")))
            .collect(Collectors.joining());

    private static Stream<String> velocities(Per per, String window) {
        return Stream.of("count", "payees", "cards", "sum", "uzs").map(measure -> velocity(per, measure, window));
    }

    private static String velocity(Per per, String measure, String window) {
        var name = "%s_%s_%s".formatted(per.code(), "1h".equals(window) ? "hour" : "day", measure);
        var what = "uzs".equals(measure) ? "count" : measure;
        var currency = measure.equals(what) && !"sum".equals(measure) ? "" : ", currency: UZS";
        return "  - {name: %s, per: %s, measure: %s, window: \"%s\"%s}\n"
                .formatted(name, per.code(), what, window, currency);
    }

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final FraudPack PACK = FraudPackReader.read(Attempts.pack(VELOCITY));
    private static final Instant NOW = Attempts.NOON;

    private static LiveBooks books;
    private static RedisServer server;
    private static ReactiveStringRedisTemplate template;
    private static RedisWindows redis;
    private static PostgresWindows postgres;
    private static FillRedis fill;
    private static MeterRegistry meters;
    private static Windows windows;

    /** The part of the module that the journal needs. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class})
    static class Parts {

        @Bean
        AttemptWriter attemptWriter() {
            return new AttemptWriter();
        }
    }

    @BeforeAll
    static void start() {
        server = Stores.ownRedis();
        books = LiveBooks.start(Stores.database(), Parts.class, "spring.data.redis.url=" + server.uri());
        template = books.bean(ReactiveStringRedisTemplate.class);
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var database = books.bean(DatabaseClient.class);
        meters = new SimpleMeterRegistry();
        redis = new RedisWindows(template, PATIENCE, clock);
        postgres = new PostgresWindows(database);
        windows = new RedisFirst(redis, postgres, meters);
        fill = new FillRedis(
                InForce.always(new FraudPacks(), PACK),
                redis,
                books.bean(ConnectionFactory.class),
                books.bean(TimeOrderedIds.class),
                clock);
    }

    @AfterAll
    static void stop() {
        fill.destroy();
        books.close();
    }

    private record Opening(Attempt attempt, Verdict verdict) {

        Mono<Decision> commit() {
            var part = RecordAttempt.of(attempt, verdict, List.of());
            return books.journal().commit(new Entry(attempt.payment().shard(), Priority.NEW, List.of(part)));
        }
    }

    private static void open(List<Opening> all) {
        var decisions = Flux.fromIterable(all)
                .flatMap(Opening::commit, 64)
                .collectList()
                .block(PATIENCE);
        assertThat(decisions).hasSameSizeAs(all).allMatch(Committed.class::isInstance);
    }

    private static Map<String, Long> seen(Windows by, Attempt attempt) {
        return by.before(attempt, PACK).blockOptional(PATIENCE).orElseThrow();
    }

    private static Map<String, Long> seenByRedis(Attempt attempt) {
        return redis.of(PACK).before(attempt, PACK).blockOptional(PATIENCE).orElseThrow();
    }

    private static long askedPostgres() {
        return (long) meters.counter("oqim.fraud.windows.postgres").count();
    }

    private static void tell(Attempt... attempts) {
        Flux.fromArray(attempts)
                .flatMap(it -> redis.of(PACK).add(Sighting.of(it)), 64)
                .then()
                .block(PATIENCE);
    }

    /** Most are told to Redis at once, as payments do; some nobody told it, as after a crash. */
    private static List<Attempt> history(int from, int count, SplittableRandom random) {
        var attempts = new ArrayList<Attempt>();
        for (int n = from; n < from + count; n++) {
            var at = NOW.minusMillis(random.nextLong(Duration.ofHours(26).toMillis()));
            // A device and a card are one customer's.
            int customer = random.nextInt(4);
            var attempt = Attempts.at(
                    n,
                    n % 7 == 0 ? NOW.minusSeconds(60) : at,
                    random.nextInt(1_000_000),
                    customer,
                    customer + 4 * random.nextInt(2),
                    random.nextInt(9) == 0 ? 0 : 4 + customer + 4 * random.nextInt(2),
                    random.nextInt(9));
            attempts.add(attempt);
        }
        open(attempts.stream()
                .map(it -> new Opening(it, number(it) % 5 == 0 ? Verdict.REFUSE : Verdict.ALLOW))
                .toList());
        tell(attempts.stream()
                .filter(it -> number(it) % 5 != 0 && number(it) % 3 != 0)
                .toArray(Attempt[]::new));
        return attempts;
    }

    private static void assertBothKnow(List<Attempt> opened) {
        for (int n = 0; n < 9; n++) {
            var asked = Attempts.at(9_999, NOW, 5, n % 4, n % 8, 4 + n % 8, n);
            var subjects = PACK.subjects(asked);
            var expected = new java.util.EnumMap<Per, List<Seen>>(Per.class);
            subjects.forEach((per, id) -> expected.put(per, counted(opened, per, id)));

            assertThat(seen(postgres, asked)).isEqualTo(PACK.values(expected, NOW));
            assertThat(seenByRedis(asked)).isEqualTo(PACK.values(expected, NOW));
        }
    }

    private static List<Seen> counted(List<Attempt> opened, Per per, UUID id) {
        return opened.stream()
                .filter(it -> number(it) % 5 != 0)
                .filter(it -> per.of(it).filter(id::equals).isPresent())
                .filter(it -> it.at().isAfter(NOW.minus(DAY)))
                .map(Seen::of)
                .sorted(Seen.NEWEST_FIRST)
                .limit(Seen.MOST)
                .toList();
    }

    private static long number(Attempt it) {
        return it.payment().value().getLeastSignificantBits() << 1 >>> 9;
    }

    @Test
    @Order(1)
    void redisAndPostgresqlKnowExactlyWhatWasOpened() {
        var random = new SplittableRandom(17);
        var opened = history(1, 150, random);
        // Nothing is believed before the first filling.
        assertThat(redis.of(PACK).mark().block(PATIENCE)).isEmpty();
        fill.run().block(PATIENCE);
        assertBothKnow(opened);

        // What nobody told Redis is found by the next step.
        opened.addAll(history(151, 60, random));
        fill.run().block(PATIENCE);
        assertBothKnow(opened);
        assertThat(askedPostgres()).isZero();
        seen(windows, Attempts.usual());
        assertThat(askedPostgres()).isZero();
    }

    @Test
    @Order(2)
    void aRedisThatLostItsDataIsNotBelievedAndIsFilledAnew() {
        var asked = Attempts.at(9_999, NOW, 5, 1, 1, 1, 1);
        var before = seen(windows, asked);
        assertThat(before.get("customer_day_count")).isPositive();
        template.execute(connection -> connection.serverCommands().flushAll()).blockLast(PATIENCE);

        // What is added now must not make the rest look complete.
        tell(Attempts.at(5_000, NOW, 7, 1, 1, 1, 1));
        assertThat(seen(windows, asked)).isEqualTo(before);
        assertThat(askedPostgres()).isEqualTo(1);

        fill.run().block(PATIENCE);
        assertThat(seen(windows, asked)).isEqualTo(before);
        assertThat(askedPostgres()).isEqualTo(1);
    }

    /** More than are counted: at the edge several of one moment, of which the last by their ids count, or one. */
    @ParameterizedTest
    @ValueSource(ints = {6, 1})
    @Order(3)
    void aSubjectKeepsItsNewestAndNoMore(int together) {
        int who = 70 + together;
        var attempts = new ArrayList<Attempt>();
        for (int n = 0; n < Seen.MOST + 20; n++) {
            int met = n % 3 == 0 ? 500 + n : 400 + n % 60;
            attempts.add(Attempts.at(10_000 * who + n, NOW.minusSeconds(1 + n / together), 5, who, who, met, met));
        }
        open(attempts.stream().map(it -> new Opening(it, Verdict.ALLOW)).toList());
        tell(attempts.stream().filter(it -> number(it) % 2 == 0).toArray(Attempt[]::new));
        fill.run().block(PATIENCE);
        var asked = Attempts.at(9_999, NOW, 5, who, who, 400, 400);

        var known = seenByRedis(asked);
        assertThat(known).isEqualTo(seen(postgres, asked));
        assertThat(known).containsEntry("customer_day_count", (long) Seen.MOST);
        assertThat(known).containsEntry("device_day_sum", 5L * Seen.MOST);
        assertThat(known.get("customer_day_payees")).isBetween(100L, 200L);
    }

    @Test
    @Order(4)
    void aMarkThatIsOldIsNotBelieved() {
        var later = Clock.fixed(NOW.plusSeconds(6), ZoneOffset.UTC);
        var late = new RedisWindows(template, PATIENCE, later);

        assertThat(redis.of(PACK).before(Attempts.usual(), PACK).block(PATIENCE))
                .isNotNull();
        assertThat(late.of(PACK).before(Attempts.usual(), PACK).block(PATIENCE)).isNull();
    }

    @Test
    @Order(5)
    void withoutRedisPostgresqlAnswersAndPaymentsGoOn() {
        var asked = Attempts.at(9_999, NOW, 5, 1, 1, 1, 1);
        var before = seen(windows, asked);
        long counted = askedPostgres();
        server.close();

        assertThat(seen(windows, asked)).isEqualTo(before);
        assertThat(askedPostgres()).isEqualTo(counted + 1);
        fill.run().block(PATIENCE);
        var recent = new RecentAttempts(windows, redis);
        recent.opened(Attempts.at(6_000, NOW, 7), PACK).block(PATIENCE);
        await().atMost(PATIENCE).until(() -> seen(windows, asked).equals(before));
    }
}
