package gateway.crossborder.rates;

import gateway.shared.money.Asset;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * The rates by which quotes are made, as this node last read them. Never one that is stale, never one whose provider
 * has said something fresher that waits for people, and none while providers contradict each other.
 */
public final class RateBoard {

    private final RateStore store;
    private final RateRules rules;
    private final List<String> providers;
    private final Clock clock;
    private volatile Said said = new Said(List.of(), List.of());

    RateBoard(RateStore store, RateRules rules, List<String> providers, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.providers = List.copyOf(providers);
        this.clock = clock;
        Asset.all().stream().filter(asset -> !asset.equals(Asset.UZS)).forEach(asset -> register(asset, meters));
    }

    private void register(Asset asset, MeterRegistry meters) {
        Gauge.builder("oqim_crossborder_rate_left", this, board -> board.secondsLeft(asset))
                .tag("currency", asset.code())
                .description("Seconds until no rate of the currency is good; -1 when there is none")
                .register(meters);
        Gauge.builder("oqim_crossborder_rates_waiting", this, board -> board.waiting(asset))
                .tag("currency", asset.code())
                .description("Rates of the currency that wait for people")
                .register(meters);
        Gauge.builder("oqim_crossborder_rates_contradict", this, board -> board.contradicts(asset) ? 1 : 0)
                .tag("currency", asset.code())
                .description("1 while good rates of the currency are so far apart that none is quoted")
                .register(meters);
    }

    /** What providers said: what is in force, and what waits. */
    private record Said(List<Observation> inForce, List<Observation> held) {}

    /**
     * What is believed of a currency.
     *
     * @param middle so'm for one unit
     */
    public record Rate(Price middle, String provider, Instant asOf) {}

    Mono<Void> look() {
        return store.inForce(clock.instant())
                .collectList()
                .zipWith(store.held().map(RateStore.HeldRate::rate).collectList(), Said::new)
                .doOnNext(all -> said = all)
                .then();
    }

    /**
     * Of the first provider whose rate is good; empty where there is none, or where another one's good rate is further
     * away than a rate may move unseen: who of them is right, people have to say.
     */
    public Optional<Rate> of(Asset currency) {
        var now = clock.instant();
        var good = good(currency, now);
        return contradicts(good)
                ? Optional.empty()
                : good.stream()
                        .findFirst()
                        .map(it -> new Rate(
                                new Price(currency, Asset.UZS, RateRules.priceOf(it)), it.provider(), it.asOf()));
    }

    public boolean isWeekend(Instant at) {
        return rules.isWeekend(at);
    }

    // What is on its way to tomorrow is not in force before then.
    private List<Observation> good(Asset currency, Instant now) {
        var all = said;
        return listed(all.inForce(), currency)
                .filter(it -> !it.asOf().isAfter(now) && !rules.isStale(it, now))
                .filter(it -> !isOvertaken(it, all.held()))
                .sorted(Comparator.comparingInt(it -> providers.indexOf(it.provider())))
                .toList();
    }

    // A provider that has moved does not stand by what it said before, believed or not.
    private static boolean isOvertaken(Observation rate, List<Observation> held) {
        return held.stream()
                .anyMatch(it -> it.provider().equals(rate.provider())
                        && it.currency().equals(rate.currency())
                        && it.asOf().isAfter(rate.asOf()));
    }

    private boolean contradicts(List<Observation> good) {
        return good.stream().skip(1).anyMatch(other -> !rules.isNear(good.getFirst(), other));
    }

    private boolean contradicts(Asset currency) {
        return contradicts(good(currency, clock.instant()));
    }

    private long waiting(Asset currency) {
        return listed(said.held(), currency).count();
    }

    private Stream<Observation> listed(List<Observation> rates, Asset currency) {
        return rates.stream().filter(it -> it.currency().equals(currency) && providers.contains(it.provider()));
    }

    private long secondsLeft(Asset currency) {
        var now = clock.instant();
        var all = said;
        return listed(all.inForce(), currency)
                .map(it -> isOvertaken(it, all.held())
                        ? 0
                        : Duration.between(now, rules.staleAt(it.asOf())).toSeconds())
                .max(Comparator.naturalOrder())
                .map(left -> Math.max(left, 0))
                .orElse(-1L);
    }
}
