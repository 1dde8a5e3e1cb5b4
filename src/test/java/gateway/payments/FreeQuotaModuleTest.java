package gateway.payments;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.customers.KycTiers;
import gateway.fees.FeeQuestion;
import gateway.fees.FeeQuote.Quoted;
import gateway.fees.FeeUsage;
import gateway.fees.Fees;
import gateway.fees.Place;
import gateway.fees.pack.PackReader;
import gateway.fees.pack.ReadPack;
import gateway.fees.pricing.ScheduledFees;
import gateway.limits.Circumstances;
import gateway.limits.CountMoved;
import gateway.limits.Limits;
import gateway.limits.Use;
import gateway.packs.InForce;
import gateway.payments.CountedFees.Priced;
import gateway.platform.journal.Decision.Refused;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.platform.journal.JournalProblem;
import gateway.platform.journal.Part;
import gateway.rulebook.Channel;
import gateway.rulebook.Operation;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import gateway.shared.problems.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Free quotas and caps are counted in the real journal, on two nodes. */
class FreeQuotaModuleTest {

    private static final TimeOrderedIds IDS = new TimeOrderedIds(Clock.systemUTC(), new Random(5));
    private static final String PACK = """
            format: 1
            pack: test
            schedules:
              - id: test
                version: 1
                decided: 2020-01-01
                from: 2020-01-02
                source: "test"
                confidence: sample
                text: {uz: "Sinov", ru: "Проверка", en: "Test"}
                rounding: half-up
                fees:
                  - id: transfer
                    name: {uz: "O‘tkazma", ru: "Перевод", en: "Transfer"}
                    operations: [card-to-card]
                    currency: UZS
                    payer: sender
                    charge: {percent: "1"}
                    period: month
                    METER
                    vat: {class: exempt}
                    shares: bank
                    refund: REFUND
            """;

    private static LiveBooks here;
    private static LiveBooks there;

    /** The module of limits, whole. */
    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan("gateway.limits")
    @ComponentScan(
            basePackages = "gateway.limits",
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Test\\$.*"))
    static class Parts {

        @Bean
        KycTiers tiers() {
            return _ -> Mono.empty();
        }

        // Nobody here activates packs.
        @Bean
        static BeanPostProcessor packsStandAsConfigured() {
            return new BeanPostProcessor() {

                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof InForce<?> pack ? pack.asConfigured() : bean;
                }
            };
        }
    }

    private static CountedFees onNode(LiveBooks node, Fees fees) {
        return new CountedFees(fees, node.bean(Limits.class));
    }

    private static Fees tariff(String meter, String refund) {
        var text = PACK.replace("METER", meter).replace("REFUND", refund);
        return switch (PackReader.read(text)) {
            case ReadPack.Accepted it -> new ScheduledFees(it::pack);
            case ReadPack.Refused it -> throw new IllegalStateException(String.valueOf(it.faults()));
        };
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

    /** A customer who pays 100.00, again and again; the fee is 1.00 where nothing is free. */
    private record Payer(CustomerId customer, Fees fees) {

        static Payer under(String meter) {
            return under(meter, "full");
        }

        static Payer under(String meter, String refund) {
            return new Payer(new CustomerId(IDS.next(3)), tariff(meter, refund));
        }

        FeeQuestion question(long minor) {
            return new FeeQuestion(
                    Operation.CARD_TO_CARD,
                    Place.UZCARD,
                    Place.HUMO,
                    Channel.APP,
                    new Money(minor, Asset.UZS),
                    Instant.now(),
                    FeeUsage.NOTHING);
        }

        long shown(long minor) {
            return onNode(there, fees)
                    .price(customer, question(minor))
                    .map(FreeQuotaModuleTest::fee)
                    .blockOptional()
                    .orElseThrow();
        }

        /** Prices, counts, and prices again when others were quicker; emits what was charged. */
        Mono<Long> pay(LiveBooks node, UUID id, long minor) {
            return onNode(node, fees)
                    .price(customer, question(minor))
                    .flatMap(priced -> commit(node, take(node, id, minor, priced))
                            .flatMap(refused -> refused ? pay(node, id, minor) : Mono.just(fee(priced))));
        }

        long pay(UUID id) {
            return pay(here, id, 10_000).blockOptional().orElseThrow();
        }

        private Part take(LiveBooks node, UUID id, long minor, Priced priced) {
            var use = new Use(
                    id,
                    Instant.now(),
                    new Money(minor, Asset.UZS),
                    customer,
                    Operation.CARD_TO_CARD,
                    null,
                    null,
                    id,
                    null,
                    Circumstances.UNKNOWN);
            return node.bean(Limits.class).take(use, priced.counted()).orElseThrow();
        }

        /** Emits whether others were quicker. */
        private Mono<Boolean> commit(LiveBooks node, Part part) {
            return node.journal()
                    .commit(new Entry(customer.shard(), Priority.NEW, List.of(part)))
                    .map(decision -> {
                        if (decision instanceof Refused(var why)) {
                            assertThat(why).isInstanceOf(CountMoved.class);
                        }
                        return decision instanceof Refused;
                    });
        }

        /** What 64 at once were charged, on two nodes. */
        LongStream race() {
            return Flux.fromStream(IntStream.range(0, 64).boxed())
                    .flatMap(n -> patiently(n % 2 == 0 ? here : there), 64)
                    .collectList()
                    .blockOptional()
                    .orElseThrow()
                    .stream()
                    .mapToLong(Long::longValue);
        }

        // A machine that is busy turns some away with nothing done.
        private Mono<Long> patiently(LiveBooks node) {
            return Mono.defer(() -> pay(node, IDS.next(3), 10_000))
                    .retryWhen(Retry.backoff(20, Duration.ofMillis(50)).filter(FreeQuotaModuleTest::didNothing));
        }

        void giveBack(UUID id) {
            back(here.bean(Limits.class).giveBack(new PaymentId(id)));
        }

        void refund(UUID id, long minor) {
            back(here.bean(Limits.class).giveBackRefunded(new PaymentId(id), new Money(minor, Asset.UZS)));
        }

        private void back(Mono<Part> part) {
            part.flatMap(it -> commit(here, it)).block();
        }
    }

    private static boolean didNothing(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || (failure instanceof ProblemException problem && problem.type() == JournalProblem.OVERLOADED);
    }

    private static long fee(Priced priced) {
        return ((Quoted) priced.quote()).total().minor();
    }

    @Test
    void sixtyFourThatRaceForAFreeQuotaGetItExactlyOnce() {
        var payer = Payer.under("free: {count: 10}");

        assertThat(payer.race().filter(fee -> fee == 0).count()).isEqualTo(10);
        assertThat(payer.shown(10_000)).isEqualTo(100);
    }

    /** Five whole payments and a half are free. */
    @Test
    void aFreeVolumeIsGivenToTheLastUnitAndNotTwice() {
        var payer = Payer.under("free: {volume: \"550.00\"}");

        assertThat(payer.race().sum()).isEqualTo((64 * 10_000 - 55_000) / 100);
    }

    @Test
    void sixtyFourThatRaceAgainstACapPayExactlyTheCap() {
        var payer = Payer.under("cap: \"25.50\"");

        assertThat(payer.race().sum()).isEqualTo(2_550);
        assertThat(payer.shown(10_000)).isZero();
    }

    @Test
    void whatIsShownIsWhatIsCharged() {
        var payer = Payer.under("free: {count: 1}");

        assertThat(payer.shown(10_000)).isZero();
        assertThat(payer.pay(IDS.next(3))).isZero();
        assertThat(payer.shown(10_000)).isEqualTo(100);
        assertThat(payer.pay(IDS.next(3))).isEqualTo(100);
    }

    @Test
    void aPaymentThatDidNotHappenGivesItBack() {
        var payer = Payer.under("free: {count: 1}");
        var free = IDS.next(3);
        assertThat(payer.pay(free)).isZero();

        payer.giveBack(free);

        assertThat(payer.pay(IDS.next(3))).isZero();
        assertThat(payer.pay(IDS.next(3))).isEqualTo(100);
    }

    @Test
    void theLastOfItsRefundsGivesItBackAndNoneBefore() {
        var payer = Payer.under("free: {count: 1}");
        var free = IDS.next(3);
        payer.pay(free);

        payer.refund(free, 9_999);
        assertThat(payer.shown(10_000)).isEqualTo(100);
        payer.refund(free, 1);
        assertThat(payer.shown(10_000)).isZero();
    }

    /** Else the customer would pay more than the cap in the end. */
    @Test
    void aFeeThatIsKeptStaysCountedTowardsItsCap() {
        var payer = Payer.under("cap: \"1.50\"", "kept");
        var paid = IDS.next(3);
        assertThat(payer.pay(paid)).isEqualTo(100);

        payer.refund(paid, 10_000);

        assertThat(payer.pay(IDS.next(3))).isEqualTo(50);
    }
}
