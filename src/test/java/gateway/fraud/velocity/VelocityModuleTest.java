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
import gateway.platform.journal.Decision.Committed;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.TimeOrderedIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.RedisServer;
import sandbox.embedded.Stores;

/** What was seen of late, from Redis and from PostgreSQL; the last test stops Redis. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VelocityModuleTest {

    private static final String VELOCITY = """
              - {name: customer_day_count, per: customer, measure: count, window: "24h"}
              - {name: device_day_sum, per: device, measure: sum, window: "24h", currency: UZS}
              - {name: card_hour_payees, per: card, measure: payees, window: "1h"}
              - {name: payee_hour_cards, per: payee, measure: cards, window: "1h"}
            """;

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
        fill = new FillRedis(InForce.always(new FraudPacks(), PACK), redis, database, books.bean(TimeOrderedIds.class), clock);
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    private static void open(Attempt attempt, Verdict verdict) {
        var part = RecordAttempt.of(attempt, verdict, List.of());
        var decision = books.journal()
                .commit(new Entry(attempt.payment().shard(), Priority.NEW, List.of(part)))
                .block(PATIENCE);
        assertThat(decision).isInstanceOf(Committed.class);
    }

    private static Map<Per, List<Seen>> seen(Windows by, Attempt attempt) {
        return by.of(PACK.subjects(attempt), NOW.minus(PACK.longest()))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static long askedPostgres() {
        return (long) meters.counter("oqim.fraud.windows.postgres").count();
    }

    private static void tell(Attempt attempt) {
        redis.add(List.of(Sighting.of(attempt)), "")
                .block(PATIENCE);
    }

    /** Most are told to Redis at once, as payments do; some nobody told it, as after a crash. */
    private static List<Attempt> history(int from, int count, SplittableRandom random) {
        var attempts = new ArrayList<Attempt>();
        for (int n = from; n < from + count; n++) {
            var at = NOW.minusMillis(random.nextLong(Duration.ofHours(26).toMillis()));
            var attempt = Attempts.at(
                    n,
                    n % 7 == 0 ? NOW.minusSeconds(60) : at,
                    random.nextInt(1_000_000),
                    random.nextInt(4),
                    random.nextInt(6),
                    random.nextInt(8),
                    random.nextInt(9));
            attempts.add(attempt);
            open(attempt, n % 5 == 0 ? Verdict.REFUSE : Verdict.ALLOW);
            if (n % 5 != 0 && n % 3 != 0) {
                tell(attempt);
            }
        }
        return attempts;
    }

    private static void assertBothKnow(List<Attempt> opened) {
        for (int n = 0; n < 9; n++) {
            var asked = Attempts.at(9_999, NOW, 5, n % 4, n % 6, 1 + n % 7, n);
            var subjects = PACK.subjects(asked);
            var expected = new java.util.EnumMap<Per, List<Seen>>(Per.class);
            subjects.forEach((per, id) -> expected.put(per, counted(opened, per, id)));

            assertThat(seen(postgres, asked)).isEqualTo(expected);
            assertThat(redis.of(subjects, NOW.minus(DAY)).block(PATIENCE)).isEqualTo(expected);
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
        assertThat(redis.mark().block(PATIENCE)).isEmpty();
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
        assertThat(before.get(Per.CUSTOMER)).isNotEmpty();
        template.execute(connection -> connection.serverCommands().flushAll()).blockLast(PATIENCE);

        // What is added now must not make the rest look complete.
        tell(Attempts.at(5_000, NOW, 7, 1, 1, 1, 1));
        assertThat(seen(windows, asked)).isEqualTo(before);
        assertThat(askedPostgres()).isEqualTo(1);

        fill.run().block(PATIENCE);
        assertThat(seen(windows, asked)).isEqualTo(before);
        assertThat(askedPostgres()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void aSubjectKeepsItsNewestAndNoMore() {
        for (int n = 0; n < Seen.MOST + 20; n++) {
            var attempt = Attempts.at(10_000 + n, NOW.minusSeconds(n % 50), 5, 77, 77, 77, 77);
            open(attempt, Verdict.ALLOW);
            if (n % 2 == 0) {
                tell(attempt);
            }
        }
        fill.run().block(PATIENCE);
        var asked = Attempts.at(9_999, NOW, 5, 77, 77, 77, 77);

        var known = redis.of(PACK.subjects(asked), NOW.minus(DAY))
                .blockOptional(PATIENCE)
                .orElseThrow();
        assertThat(known).isEqualTo(seen(postgres, asked));
        assertThat(known.get(Per.CARD)).hasSize(Seen.MOST);
    }

    @Test
    @Order(4)
    void aMarkThatIsOldIsNotBelieved() {
        var later = Clock.fixed(NOW.plusSeconds(6), ZoneOffset.UTC);
        var late = new RedisWindows(template, PATIENCE, later);
        var subjects = PACK.subjects(Attempts.usual());

        assertThat(redis.of(subjects, NOW.minus(DAY)).block(PATIENCE)).isNotNull();
        assertThat(late.of(subjects, NOW.minus(DAY)).block(PATIENCE)).isNull();
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
        recent.opened(Attempts.at(6_000, NOW, 7)).block(PATIENCE);
        await().atMost(PATIENCE).until(() -> seen(windows, asked).equals(before));
    }
}
