package gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.packs.InForce;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.Part;
import gateway.shared.ids.PaymentId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Limits in the real journal, on two nodes. */
class LimitsModuleTest {

    private static final Window DAY = new Window.Calendar(Window.Calendar.Unit.DAY, ZoneId.of("Asia/Tashkent"));
    private static final Window HOUR = new Window.Rolling(Duration.ofHours(1));
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static LiveBooks here;
    private static LiveBooks there;

    /** The parts of the module that the journal needs. */
    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        UseWriter useWriter() {
            return new UseWriter();
        }
    }

    @BeforeAll
    static void start() {
        var database = Stores.database();
        here = LiveBooks.start(database, Parts.class);
        there = LiveBooks.start(database, Parts.class);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    private static Limit limit(Measure measure, Window window, long max) {
        return Rules.rule("race-" + NAMES.incrementAndGet(), measure, window, max);
    }

    private static Mono<Decision> commit(LiveBooks node, Part part) {
        return node.journal().commit(new Entry(Rules.CUSTOMER.shard(), Priority.NEW, List.of(part)));
    }

    private static CountUse take(Limit limit, Use use) {
        return CountUse.take(use, List.of(Claim.of(limit, use)));
    }

    private static Decision decide(LiveBooks node, Part part) {
        return commit(node, part).blockOptional().orElseThrow();
    }

    private static long count(Flux<Decision> decisions) {
        return decisions
                .filter(decision -> !(decision instanceof Refused))
                .count()
                .blockOptional()
                .orElseThrow();
    }

    /** Each uses 10 of 255: 25 may, on whatever node, in whatever batch. */
    private static long racing(Limit limit) {
        return count(Flux.fromStream(IntStream.range(0, 64).boxed())
                .flatMap(n -> commit(n % 2 == 0 ? here : there, take(limit, Rules.use(10, new UUID(2, n)))), 64));
    }

    @Test
    void sixtyFourThatRaceOnTwoNodesUseExactlyWhatThereIs() {
        assertThat(racing(limit(Measure.AMOUNT, DAY, 255))).isEqualTo(25);
        assertThat(racing(limit(Measure.COUNT, DAY, 25))).isEqualTo(25);
        assertThat(racing(limit(Measure.AMOUNT, new Window.Lifetime(), 255))).isEqualTo(25);
    }

    /** What was looked up before the lock may be missing what others took; never is more used than there is. */
    @Test
    void racingInARollingWindowNeverExceedsItAndWhatIsLeftCanBeUsedAfterwards() {
        for (var limit : List.of(limit(Measure.AMOUNT, HOUR, 255), limit(Measure.PAYEES, HOUR, 25))) {
            long used = racing(limit);
            assertThat(used).isLessThanOrEqualTo(25);

            for (int n = 100; n < 130; n++) {
                boolean refused = decide(here, take(limit, Rules.use(10, new UUID(3, n)))) instanceof Refused;
                used += refused ? 0 : 1;
            }
            assertThat(used).isEqualTo(25);
        }
    }

    @Test
    void aUseLeavesARollingWindowExactlyWhenItIsAsLongAgo() {
        var limit = limit(Measure.AMOUNT, HOUR, 10);
        var payee = new UUID(4, 4);

        assertThat(decide(here, take(limit, Rules.use(10, payee, Rules.NOON)))).isNotInstanceOf(Refused.class);
        var almost = Rules.NOON.plus(Duration.ofHours(1)).minusMillis(1);
        assertThat(decide(there, take(limit, Rules.use(1, payee, almost)))).isInstanceOf(Refused.class);
        assertThat(decide(there, take(limit, Rules.use(10, payee, Rules.NOON.plus(Duration.ofHours(1))))))
                .isNotInstanceOf(Refused.class);
    }

    @Test
    void whatMovedNoMoneyIsGivenBackWhateverTheRulesAreThen() {
        for (var window : List.of(DAY, HOUR)) {
            var limit = limit(Measure.AMOUNT, window, 10);
            var use = Rules.use(10, new UUID(5, 5), Instant.now());
            assertThat(decide(here, take(limit, use))).isNotInstanceOf(Refused.class);
            assertThat(decide(there, take(limit, Rules.use(1, use.payee(), use.at()))))
                    .isInstanceOf(Refused.class);

            // This node knows another rule by now.
            var back = limits(there, limit(Measure.COUNT, DAY, 1)).giveBack(new PaymentId(use.id()));
            assertThat(back.flatMap(part -> commit(there, part)).block()).isNotInstanceOf(Refused.class);

            assertThat(decide(here, take(limit, Rules.use(10, use.payee(), use.at()))))
                    .isNotInstanceOf(Refused.class);
        }
    }

    /** In both windows the amount goes back with each refund, and the count with the last, whichever node it is on. */
    @Test
    void refundsThatRaceGiveBackExactlyWhatTheyAre() {
        for (var window : List.of(DAY, HOUR)) {
            var amount = limit(Measure.AMOUNT, window, 100);
            var count = limit(Measure.COUNT, window, 1);
            var use = Rules.use(100, new UUID(7, 7), Instant.now());
            decide(here, CountUse.take(use, List.of(Claim.of(amount, use), Claim.of(count, use))));

            refund(use, 9, 10);
            assertThat(left(amount, use)).isEqualTo(90);
            assertThat(left(count, use)).isZero();
            refund(use, 1, 10);
            assertThat(left(amount, use)).isEqualTo(100);
            assertThat(left(count, use)).isEqualTo(1);
            refund(use, 3, 10);
            assertThat(left(amount, use)).isEqualTo(100);
            assertThat(left(count, use)).isEqualTo(1);
        }
    }

    private static void refund(Use use, int times, long minor) {
        Flux.fromStream(IntStream.range(0, times).boxed())
                .flatMap(n -> limits(n % 2 == 0 ? here : there)
                        .giveBackRefunded(new PaymentId(use.id()), new Money(minor, Asset.UZS))
                        .flatMap(part -> commit(n % 2 == 0 ? here : there, part)))
                .collectList()
                .block();
    }

    /** What a use of the same moment finds, without taking it. */
    private static long left(Limit limit, Use use) {
        long most = limit.measure() == Measure.COUNT ? 1 : limit.max() + 1;
        for (long minor = 1; minor <= most; minor++) {
            var part = take(limit, Rules.use(minor, use.payee(), use.at()));
            var impossible = new CountUse(
                    part.id(),
                    part.at(),
                    part.customer(),
                    part.payee(),
                    part.minor(),
                    false,
                    List.of(part.claims().getFirst(), Claim.of(Rules.rule("none", Measure.SINGLE, DAY, -1), use)),
                    List.of(),
                    List.of(),
                    List.of());
            if (decide(here, impossible) instanceof Refused(LimitRefusal refusal)
                    && refusal.limit().equals(limit.id())) {
                return refusal.left();
            }
        }
        return most;
    }

    @Test
    void whoeverTookNothingHasNothingToGiveBack() {
        assertThat(limits(here, limit(Measure.COUNT, DAY, 1))
                        .giveBack(new PaymentId(UUID.randomUUID()))
                        .block())
                .isNull();
    }

    @Test
    void aRefusalSaysWhatIsLeftAndUntilWhen() {
        var limit = limit(Measure.AMOUNT, DAY, 100);
        decide(here, take(limit, Rules.use(70)));

        assertThat(decide(here, take(limit, Rules.use(31))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new LimitRefusal(
                                        limit.id(),
                                        1,
                                        true,
                                        30,
                                        limit.asset(),
                                        Instant.parse("2026-11-26T19:00:00Z"),
                                        null)));
    }

    @Test
    void standingsShowWhatWasUsed() {
        var amount = limit(Measure.AMOUNT, DAY, 100);
        var payees = limit(Measure.PAYEES, HOUR, 3);
        for (int n = 0; n < 2; n++) {
            var use = Rules.use(20, new UUID(6, n));
            decide(here, CountUse.take(use, List.of(Claim.of(amount, use), Claim.of(payees, use))));
        }
        InstantSource noon = () -> Rules.NOON;
        var shown = new ShowLimits(
                        InForce.always(new LimitPacks(), new LimitBook(List.of(amount, payees))),
                        new PersonalStore(there.bean(DatabaseClient.class)),
                        Rules.UNASKED,
                        there.bean(DatabaseClient.class),
                        noon.withZone(ZoneOffset.UTC))
                .standings(Rules.CUSTOMER)
                .blockOptional()
                .orElseThrow();

        assertThat(shown).extracting(ShowLimits.Standing::used).containsExactly(40L, 2L);
    }

    private static Limits limits(LiveBooks node, Limit... rules) {
        return new JournaledLimits(
                InForce.always(new LimitPacks(), new LimitBook(List.of(rules))),
                new PostgresCounts(node.bean(DatabaseClient.class)),
                Clock.systemUTC());
    }
}
