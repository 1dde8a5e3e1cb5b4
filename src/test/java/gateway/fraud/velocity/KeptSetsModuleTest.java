package gateway.fraud.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.fraud.Attempt;
import gateway.fraud.Attempts;
import gateway.fraud.Verdict;
import gateway.fraud.rules.FraudPack;
import gateway.fraud.rules.FraudPackReader;
import gateway.fraud.rules.FraudPacks;
import gateway.fraud.rules.Seen;
import gateway.packs.InForce;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.TimeOrderedIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Redis keeps what the pack in force looks at, and nothing else. */
class KeptSetsModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Instant NOW = Attempts.NOON;
    private static final String LITTLE = """
              - {name: customer_hour_count, per: customer, measure: count, window: "1h"}
              - {name: card_hour_payees, per: card, measure: payees, window: "1h"}
              - {name: payee_hour_cards, per: payee, measure: cards, window: "1h"}
              - {name: payee_hour_payees, per: payee, measure: payees, window: "1h"}
            """;
    private static final String CARDS_ALONE = """
              - {name: card_day_count, per: card, measure: count, window: "24h"}
            """;
    private static final String SUMS = """
              - {name: device_day_sum, per: device, measure: sum, window: "24h", currency: UZS}
            """;

    private static LiveBooks books;
    private static ReactiveStringRedisTemplate redis;
    private static PostgresWindows postgres;

    @BeforeAll
    static void start() {
        books = LiveBooks.start(
                Stores.database(),
                VelocityModuleTest.Parts.class,
                "spring.data.redis.url=" + Stores.ownRedis().uri(),
                // Longer than a phone would wait: how soon it answers is not the question here.
                "spring.data.redis.timeout=15s",
                "spring.data.redis.connect-timeout=15s");
        redis = books.bean(ReactiveStringRedisTemplate.class);
        postgres = new PostgresWindows(books.bean(DatabaseClient.class));
        history(1, 600);
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    @BeforeEach
    void forget() {
        redis.execute(connection -> connection.serverCommands().flushAll()).blockLast(PATIENCE);
    }

    // A device and a card are one customer's. Of the first payee more than are counted, many in one moment, as a busy
    // shop has them.
    private static void history(int from, int count) {
        var random = new SplittableRandom(from);
        var all = IntStream.range(from, from + count)
                .mapToObj(n -> {
                    int card = random.nextInt(40);
                    return Attempts.at(
                            n,
                            NOW.minusSeconds(1 + random.nextInt(60)),
                            5,
                            card % 4,
                            card % 8,
                            card,
                            n % 3 == 0 ? random.nextInt(30) : 1);
                })
                .toList();
        Flux.fromIterable(all)
                .map(it -> RecordAttempt.of(it, Verdict.ALLOW, List.of()))
                .flatMap(
                        part -> books.journal()
                                .commit(new Entry(part.attempt().payment().shard(), Priority.NEW, List.of(part))),
                        64)
                .blockLast(PATIENCE);
    }

    // The server analyzes tables when it likes, and what commits while it does is read twice.
    private static void noTransactionIsOlderThanWhatWasSeen() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Boolean.TRUE.equals(books.bean(DatabaseClient.class)
                        .sql("""
                                select pg_snapshot_xmin(pg_current_snapshot())::text::bigint > max(xid) as passed
                                  from fraud.attempt
                                """)
                        .mapValue(Boolean.class)
                        .one()
                        .block(PATIENCE)));
    }

    private static FraudPack pack(String velocity) {
        return FraudPackReader.read(Attempts.pack(velocity));
    }

    private static RedisWindows windows(Instant now) {
        return new RedisWindows(redis, PATIENCE, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void step(RedisWindows windows, FraudPack pack, Instant now) {
        var fill = new FillRedis(
                InForce.always(new FraudPacks(), pack),
                windows,
                books.bean(ConnectionFactory.class),
                books.bean(TimeOrderedIds.class),
                Clock.fixed(now, ZoneOffset.UTC));
        fill.run().block(PATIENCE);
        fill.destroy();
    }

    private static void assertAgrees(RedisWindows windows, FraudPack pack) {
        for (int n = 0; n < 40; n++) {
            var asked = Attempts.at(9_999, NOW, 5, n % 4, n % 8, n, n % 30);
            assertThat(windows.of(pack).before(asked, pack).block(PATIENCE))
                    .isEqualTo(postgres.before(asked, pack).block(PATIENCE));
        }
    }

    private static List<String> keys() {
        return redis.keys("*").collectList().blockOptional(PATIENCE).orElseThrow();
    }

    @Test
    void whatALittlePackLooksAtAgreesWithTheTruthAndIsAllThatIsKept() {
        var pack = pack(LITTLE);
        var windows = windows(NOW);

        step(windows, pack, NOW);

        assertAgrees(windows, pack);
        assertThat(windows.of(pack).before(busyPayee(), pack).block(PATIENCE).get("payee_hour_payees"))
                .isEqualTo(1);
        assertThat(Kept.of(pack).name()).isEqualTo("1035");
        assertThat(keys())
                .filteredOn(key -> !key.endsWith(":mark") && !key.endsWith(":filling"))
                .isNotEmpty()
                .allMatch(key -> key.matches(
                        "oqim:\\{fraud}:met:1035:(customer:[^:]+|card:[^:]+(:payees)?|payee:[^:]+(:cards)?)"));
    }

    private static Attempt busyPayee() {
        return Attempts.at(9_999, NOW, 5, 1, 1, 1, 1);
    }

    @Test
    void ofAPackThatSeldomLooksBackRedisHearsNothingAndPostgresqlAnswers() {
        var often = pack(LITTLE);
        var seldom =
                FraudPackReader.read(Attempts.pack(LITTLE).replace("pack: test\n", "pack: test\nlook-back: seldom\n"));
        var windows = windows(NOW);
        var meters = new SimpleMeterRegistry();
        var recent = new RecentAttempts(new RedisFirst(windows, postgres, meters), windows);

        step(windows, seldom, NOW);
        recent.opened(busyPayee(), seldom).block(PATIENCE);

        assertThat(keys()).isEmpty();
        assertThat(recent.before(busyPayee(), seldom).block(PATIENCE))
                .isEqualTo(postgres.before(busyPayee(), often).block(PATIENCE))
                .hasEntrySatisfying("customer_hour_count", it -> assertThat(it).isPositive());
        // Redis was not asked in vain, and nobody is told that it was.
        assertThat(meters.counter("oqim.fraud.windows.postgres").count()).isZero();

        // The same rules, for which it is worth it from now on.
        step(windows, often, NOW);
        assertAgrees(windows, often);
    }

    @Test
    void packsThatLookAtOtherThingsDoNotBelieveEachOthersCopies() {
        var little = pack(LITTLE);
        var cards = pack(CARDS_ALONE);
        var sums = pack(SUMS);
        var windows = windows(NOW);
        step(windows, little, NOW);

        assertThat(windows.of(cards).before(busyPayee(), cards).block(PATIENCE)).isNull();
        step(windows, cards, NOW);
        step(windows, sums, NOW);
        assertAgrees(windows, little);
        assertAgrees(windows, cards);
        assertAgrees(windows, sums);
        assertThat(windows.of(pack(LITTLE + SUMS))).isNotSameAs(windows.of(little));
        assertThat(windows.of(pack(LITTLE.replace("1h", "2h")))).isSameAs(windows.of(little));
    }

    @Test
    void aCopyThatNobodyFollowedForLongIsFilledAndNotFollowed() {
        var pack = pack(CARDS_ALONE);
        noTransactionIsOlderThanWhatWasSeen();
        step(windows(NOW), pack, NOW);
        redis.delete(keys().stream()
                        .filter(key -> key.contains(":card:") || key.endsWith(":filling"))
                        .toArray(String[]::new))
                .block(PATIENCE);

        // After a short while it is followed, and nothing has committed since.
        var soon = NOW.plusSeconds(540);
        step(windows(soon), pack, soon);
        assertThat(keys()).noneMatch(key -> key.contains(":card:"));

        var later = soon.plusSeconds(660);
        step(windows(later), pack, later);
        assertAgrees(windows(later), pack);
    }

    @Test
    void aSetOutlivesWhatCountsInIt() {
        var pack = pack(CARDS_ALONE);
        var windows = windows(NOW);
        step(windows, pack, NOW);
        var set = "oqim:{fraud}:met:0010:card:" + Attempts.id(4, 1);
        redis.expire(set, KeptSets.DAY.minusMinutes(1)).block(PATIENCE);

        windows.of(pack).add(Sighting.of(Attempts.at(7_001, NOW, 5))).block(PATIENCE);
        assertThat(redis.getExpire(set).block(PATIENCE)).isGreaterThan(KeptSets.DAY.plusHours(23));
        redis.expire(set, KeptSets.DAY.plusMinutes(1)).block(PATIENCE);
        windows.of(pack).add(Sighting.of(Attempts.at(7_002, NOW, 5))).block(PATIENCE);
        assertThat(redis.getExpire(set).block(PATIENCE)).isBetween(KeptSets.DAY, KeptSets.DAY.plusMinutes(1));
    }

    @Test
    void aPaymentThatNobodyCountsIsAddedToNothing() {
        var pack = pack(CARDS_ALONE);
        var windows = windows(NOW);
        step(windows, pack, NOW);
        var before = keys();

        var added = windows.of(pack)
                .add(Sighting.of(Attempts.at(7_003, NOW, 5, 1, 1, 0, 1)))
                .block(PATIENCE);

        assertThat(added).isTrue();
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(Seen.MOST).isLessThan(600);
    }
}
