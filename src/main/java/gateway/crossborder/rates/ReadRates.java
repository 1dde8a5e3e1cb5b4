package gateway.crossborder.rates;

import gateway.crossborder.corridors.CorridorBook;
import gateway.crossborder.rates.RateStore.RateName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks all providers what currencies cost, and keeps what can be believed. On every node; the same word twice is one.
 */
final class ReadRates {

    private static final Logger LOG = LoggerFactory.getLogger(ReadRates.class);

    private final List<RateProvider> providers;
    private final RateStore store;
    private final RateRules rules;
    private final Supplier<CorridorBook> book;
    private final MeterRegistry meters;
    private final Clock clock;

    /** @param book says which rates are believable */
    ReadRates(
            List<RateProvider> providers,
            RateStore store,
            RateRules rules,
            Supplier<CorridorBook> book,
            MeterRegistry meters,
            Clock clock) {
        this.providers = List.copyOf(providers);
        this.store = store;
        this.rules = rules;
        this.book = book;
        this.meters = meters;
        this.clock = clock;
    }

    /** All of them once. One that fails leaves what it said before in force, until that is stale. */
    Mono<Void> round() {
        return Flux.fromIterable(providers)
                .concatMap(provider -> provider.ask()
                        .flatMap(seen -> keep(provider.name(), seen))
                        .onErrorResume(fault -> failed(provider.name(), fault)))
                .then();
    }

    private Mono<Void> keep(String provider, List<Observation> seen) {
        return store.inForce(clock.instant())
                .collectList()
                .zipWith(store.held().map(RateStore.HeldRate::rate).collectList())
                .flatMapMany(
                        known -> Flux.fromIterable(seen).concatMap(rate -> keep(rate, known.getT1(), known.getT2())))
                .then(Mono.fromRunnable(() -> count(provider, "read")));
    }

    private Mono<Void> keep(Observation seen, List<Observation> inForce, List<Observation> held) {
        var now = clock.instant();
        var known = new RateRules.Known(
                last(seen, inForce),
                others(seen, inForce),
                others(seen, held),
                book.get().rates(seen.currency()).orElse(null));
        var judgement = rules.judge(seen, known, now);
        return switch (judgement) {
            case RateJudgement.Taken _ -> store.add(seen, null, now).then(bearOut(seen, known, held));
            case RateJudgement.Held(var why) ->
                store.add(seen, why, now)
                        .doOnNext(isNew -> held(seen, why, isNew))
                        .then();
            case RateJudgement.Refused(var why) -> {
                LOG.warn("A rate of {} for {} is refused: {}", seen.provider(), seen.currency(), why);
                count(seen.provider(), "refused");
                yield Mono.empty();
            }
            case RateJudgement.Known _ -> Mono.empty();
        };
    }

    // Every round reads the same word again.
    private void held(Observation seen, String why, boolean isNew) {
        if (isNew) {
            LOG.warn("A rate of {} for {} waits for a person: {}", seen.provider(), seen.currency(), why);
            count(seen.provider(), "held");
        }
    }

    // What another provider had said before, and waited because it had jumped, is borne out by this one; what waits
    // because the pack does not believe it is for people, whoever agrees.
    private Mono<Void> bearOut(Observation taken, RateRules.Known known, List<Observation> held) {
        return Flux.fromIterable(held)
                .filter(it -> it.currency().equals(taken.currency())
                        && !it.provider().equals(taken.provider())
                        && known.isBelievable(it)
                        && rules.agree(it, taken))
                .concatMap(it -> store.accept(new RateName(it.provider(), it.currency(), it.asOf()), taken.provider()))
                .then();
    }

    private static @Nullable Observation last(Observation seen, List<Observation> inForce) {
        return inForce.stream()
                .filter(it ->
                        it.provider().equals(seen.provider()) && it.currency().equals(seen.currency()))
                .findFirst()
                .orElse(null);
    }

    private List<Observation> others(Observation seen, List<Observation> said) {
        return said.stream()
                .filter(it ->
                        !it.provider().equals(seen.provider()) && it.currency().equals(seen.currency()))
                .filter(it -> !rules.isStale(it, clock.instant()))
                .toList();
    }

    private Mono<Void> failed(String provider, Throwable fault) {
        LOG.warn("The rates of {} could not be read: {}", provider, fault.toString());
        count(provider, "failed");
        return Mono.empty();
    }

    private void count(String provider, String outcome) {
        meters.counter("oqim_crossborder_rates_read", "provider", provider, "outcome", outcome)
                .increment();
    }
}
