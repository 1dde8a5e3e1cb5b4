package gateway.crossborder.rates;

import gateway.crossborder.rates.RateBoard.Rate;
import gateway.crossborder.rates.RateHistory.Dated;
import gateway.shared.money.Asset;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * By which rates positions are valued at earlier moments: of the first provider in the list that had said anything the
 * last word that is in force. One that waited for people and was accepted since counts from when it was said.
 */
public final class PastRates {

    private final RateHistory history;
    private final List<String> providers;

    public PastRates(RateHistory history, List<String> providers) {
        this.history = history;
        this.providers = List.copyOf(providers);
    }

    /** By moment and currency; what had no rate by then is not there. */
    public Mono<Map<Instant, Map<Asset, Rate>>> at(List<Instant> moments) {
        return history.at(moments, providers).collect(HashMap::new, PastRates::add);
    }

    private static void add(Map<Instant, Map<Asset, Rate>> all, Dated it) {
        var said = it.rate();
        all.computeIfAbsent(it.moment(), _ -> new HashMap<>())
                .put(
                        said.currency(),
                        new Rate(
                                new Price(said.currency(), Asset.UZS, RateRules.priceOf(said)),
                                said.provider(),
                                said.asOf()));
    }
}
