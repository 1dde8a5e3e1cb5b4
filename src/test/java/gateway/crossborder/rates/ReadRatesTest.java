package gateway.crossborder.rates;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.corridors.CorridorBook;
import gateway.crossborder.corridors.RateBounds;
import gateway.rulebook.BankTime;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What of providers' words is believed, in the order in which they come. */
class ReadRatesTest {

    private static final Instant NOW = Instant.parse("2026-05-22T07:00:00Z");
    private static final RateRules RULES =
            new RateRules(new BigDecimal("5"), new BigDecimal("1"), Duration.ofHours(36), BankTime.ZONE);

    private static final CorridorBook BOOK = new CorridorBook(
            List.of(),
            List.of(),
            List.of(new RateBounds(Asset.USD, new Money(9_000_00, Asset.UZS), new Money(18_000_00, Asset.UZS))));

    private final SimpleMeterRegistry counted = new SimpleMeterRegistry();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Kept store = new Kept();
    private final Map<String, List<Observation>> says = new HashMap<>();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void oneThatFailsStopsNoOther() {
        says("dealer", "12010", NOW);

        round("nobody", "dealer");

        assertThat(board().of(Asset.USD).orElseThrow().middle().value()).isEqualByComparingTo("12010");
    }

    @Test
    void theFirstProviderWhoseRateIsGoodCounts() {
        says("cbu", "12000", NOW.minus(Duration.ofDays(3)));
        says("dealer", "12010", NOW);

        round("cbu", "dealer");

        assertThat(board().of(Asset.USD).orElseThrow().provider()).isEqualTo("dealer");
        assertThat(board().of(Asset.EUR)).isEmpty();
    }

    @Test
    void aJumpWaitsUntilAnotherSaysTheSame() {
        says("cbu", "12000", NOW.minusSeconds(60));
        round("cbu");
        says("cbu", "15000", NOW.minusSeconds(30));
        round("cbu");
        assertThat(board().of(Asset.USD)).isEmpty();
        assertThat(store.held).hasSize(1);

        says("dealer", "15050", NOW.minusSeconds(10));
        round("cbu", "dealer");

        assertThat(store.held).isEmpty();
        assertThat(board().of(Asset.USD).orElseThrow().middle().value()).isEqualByComparingTo("15000");
    }

    @Test
    void aNewProvidersFirstWordIsNoRateUntilAnotherBearsItOut() {
        says("dealer", "12021", NOW.minusSeconds(60));
        round("dealer");
        says("cbu", "120.21", NOW.minusSeconds(30));

        round("cbu", "dealer");

        assertThat(board().of(Asset.USD).orElseThrow().provider()).isEqualTo("dealer");
        assertThat(meters.get("oqim_crossborder_rates_waiting")
                        .tag("currency", "USD")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void whatWaitedAsAFirstWordIsInForceOnceAnotherComesNear() {
        says("dealer", "12021", NOW.minusSeconds(60));
        round("dealer");
        says("cbu", "12720", NOW.minusSeconds(30));
        round("cbu", "dealer");
        assertThat(store.held).hasSize(1);

        says("dealer", "12400", NOW.minusSeconds(10));
        round("dealer", "cbu");

        assertThat(store.held).isEmpty();
        assertThat(board().of(Asset.USD).orElseThrow().provider()).isEqualTo("cbu");
    }

    @Test
    void aProviderThatMovedIsNotQuotedByWhatItSaidBefore() {
        says("cbu", "12000", NOW.minusSeconds(60));
        says("dealer", "12010", NOW.minusSeconds(60));
        round("cbu", "dealer");
        says("cbu", "12960", NOW.minusSeconds(30));

        round("cbu", "dealer");

        assertThat(board().of(Asset.USD).orElseThrow().provider()).isEqualTo("dealer");
        store.refuse(new RateStore.RateName("cbu", Asset.USD, NOW.minusSeconds(30)), "somebody")
                .block();
        assertThat(board().of(Asset.USD).orElseThrow().provider()).isEqualTo("cbu");
    }

    @Test
    void aJumpForTomorrowEndsTodaysQuotes() {
        says("cbu", "12000", NOW.minusSeconds(60));
        round("cbu");
        says("cbu", "12960", NOW.plus(Duration.ofHours(12)));

        round("cbu");

        assertThat(board().of(Asset.USD)).isEmpty();
        assertThat(meters.get("oqim_crossborder_rate_left")
                        .tag("currency", "USD")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void theSameHeldWordIsCountedOnce() {
        says("cbu", "120.21", NOW);

        round("cbu");
        round("cbu");

        assertThat(counted.get("oqim_crossborder_rates_read")
                        .tag("outcome", "held")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void providersThatContradictEachOtherAreNotQuoted() {
        says("cbu", "12000", NOW.minusSeconds(60));
        says("dealer", "12400", NOW.minusSeconds(60));
        round("cbu", "dealer");
        assertThat(board().of(Asset.USD).orElseThrow().provider()).isEqualTo("cbu");
        says("dealer", "12800", NOW.minusSeconds(30));

        round("cbu", "dealer");

        assertThat(board().of(Asset.USD)).isEmpty();
        assertThat(meters.get("oqim_crossborder_rates_contradict")
                        .tag("currency", "USD")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void aRateForTomorrowIsNotUsedToday() {
        says("cbu", "12000", NOW.minusSeconds(60));
        round("cbu");
        says("cbu", "12100", NOW.plus(Duration.ofHours(12)));
        round("cbu");

        assertThat(board().of(Asset.USD).orElseThrow().middle().value()).isEqualByComparingTo("12000");
    }

    @Test
    void whatIsStaleBearsNobodyOut() {
        says("dealer", "15000", NOW.minus(Duration.ofDays(4)));
        round("dealer");
        says("cbu", "12000", NOW.minusSeconds(60));
        round("cbu");
        says("cbu", "15000", NOW.minusSeconds(30));

        round("cbu");

        assertThat(store.held).hasSize(1);
        assertThat(board().of(Asset.USD)).isEmpty();
    }

    /** 18 000 is as much as the pack believes. */
    @Test
    void whatThePackDoesNotBelieveWaitsForPeopleThoughAnotherComesNearLater() {
        says("dealer", "17500", NOW.minusSeconds(60));
        round("dealer");
        says("cbu", "18050", NOW.minusSeconds(30));
        round("cbu", "dealer");
        assertThat(store.held).hasSize(1);

        says("dealer", "17950", NOW.minusSeconds(10));
        round("dealer");

        assertThat(store.held).hasSize(1);
        assertThat(board().of(Asset.USD).orElseThrow().provider()).isEqualTo("dealer");
    }

    private void says(String provider, String rate, Instant asOf) {
        says.put(
                provider,
                List.of(new Observation(provider, Asset.USD, new BigDecimal(rate), new BigDecimal(rate), asOf)));
    }

    private void round(String... names) {
        var providers =
                List.of(names).stream().<RateProvider>map(this::provider).toList();
        new ReadRates(providers, store, RULES, () -> BOOK, counted, clock)
                .round()
                .block();
    }

    private RateProvider provider(String name) {
        return new RateProvider() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Mono<List<Observation>> ask() {
                var rates = says.get(name);
                return rates == null ? Mono.error(new UnreadableRates("silent")) : Mono.just(rates);
            }
        };
    }

    private RateBoard board() {
        meters = new SimpleMeterRegistry();
        var board = new RateBoard(store, RULES, List.of("cbu", "dealer"), meters, clock);
        board.look().block();
        return board;
    }

    /** A store in memory. */
    private static final class Kept implements RateStore {

        private final List<Observation> rates = new ArrayList<>();
        private final List<HeldRate> held = new ArrayList<>();

        @Override
        public Flux<Observation> inForce(Instant now) {
            var newest = new HashMap<String, Observation>();
            for (var rate : rates) {
                var old = newest.get(rate.provider());
                if (!rate.asOf().isAfter(now) && (old == null || rate.asOf().isAfter(old.asOf()))) {
                    newest.put(rate.provider(), rate);
                }
            }
            return Flux.fromIterable(List.copyOf(newest.values()));
        }

        @Override
        public Flux<HeldRate> held() {
            return Flux.fromIterable(List.copyOf(held));
        }

        @Override
        public Mono<Boolean> add(Observation seen, @Nullable String why, Instant at) {
            return Mono.fromSupplier(() -> {
                boolean waited = held.stream().anyMatch(it -> it.rate().equals(seen));
                if (why == null) {
                    held.removeIf(it -> it.rate().equals(seen));
                    return rates.add(seen);
                }
                return !waited && held.add(new HeldRate(seen, why));
            });
        }

        @Override
        public Mono<Boolean> refuse(RateName name, String by) {
            return Mono.fromSupplier(
                    () -> held.removeIf(it -> it.rate().provider().equals(name.provider())
                            && it.rate().asOf().equals(name.asOf())));
        }

        @Override
        public Mono<Boolean> accept(RateName name, String by) {
            return Mono.fromSupplier(() -> {
                var found = held.stream()
                        .map(HeldRate::rate)
                        .filter(it -> it.provider().equals(name.provider())
                                && it.asOf().equals(name.asOf()))
                        .findFirst();
                found.ifPresent(it -> {
                    held.removeIf(one -> one.rate().equals(it));
                    rates.add(it);
                });
                return found.isPresent();
            });
        }
    }
}
