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

/** The rates by which quotes are made, as this node last read them; never one that is stale. */
public final class RateBoard {

    private final RateStore store;
    private final RateRules rules;
    private final List<String> providers;
    private final Clock clock;
    private volatile List<Observation> rates = List.of();

    RateBoard(RateStore store, RateRules rules, List<String> providers, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.providers = List.copyOf(providers);
        this.clock = clock;
        Asset.all().stream()
                .filter(asset -> !asset.equals(Asset.UZS))
                .forEach(asset -> Gauge.builder("oqim_crossborder_rate_left", this, board -> board.secondsLeft(asset))
                        .tag("currency", asset.code())
                        .description("Seconds until no rate of the currency is good; -1 when there is none")
                        .register(meters));
    }

    /**
     * What is believed of a currency.
     *
     * @param middle so'm for one unit
     */
    public record Rate(Price middle, String provider, Instant asOf) {}

    Mono<Void> look() {
        return store.inForce(clock.instant())
                .collectList()
                .doOnNext(all -> rates = List.copyOf(all))
                .then();
    }

    /** Of the first provider whose rate is good; empty where there is none. */
    public Optional<Rate> of(Asset currency) {
        var now = clock.instant();
        return good(currency, now)
                .map(it -> new Rate(new Price(currency, Asset.UZS, RateRules.priceOf(it)), it.provider(), it.asOf()));
    }

    public boolean isWeekend(Instant at) {
        return rules.isWeekend(at);
    }

    // What is on its way to tomorrow is not in force before then.
    private Optional<Observation> good(Asset currency, Instant now) {
        return said(currency)
                .filter(it -> !it.asOf().isAfter(now) && !rules.isStale(it, now))
                .min(Comparator.comparingInt(it -> providers.indexOf(it.provider())));
    }

    private Stream<Observation> said(Asset currency) {
        return rates.stream().filter(it -> it.currency().equals(currency) && providers.contains(it.provider()));
    }

    private long secondsLeft(Asset currency) {
        var now = clock.instant();
        return said(currency)
                .map(it -> Duration.between(now, rules.staleAt(it.asOf())).toSeconds())
                .max(Comparator.naturalOrder())
                .map(left -> Math.max(left, 0))
                .orElse(-1L);
    }
}
