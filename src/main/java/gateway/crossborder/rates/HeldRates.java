package gateway.crossborder.rates;

import gateway.crossborder.CrossBorderProblem;
import gateway.crossborder.rates.RateStore.HeldRate;
import gateway.crossborder.rates.RateStore.RateName;
import gateway.shared.money.Asset;
import java.time.DateTimeException;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Rates that wait, by the words in which acts name them, such as {@code cbu USD 2026-05-21T19:00:00Z}. */
final class HeldRates {

    private HeldRates() {}

    /** What stands there for who decides; errors with RATE_NOT_HELD. */
    static Mono<String> shown(RateStore store, String content) {
        return Mono.fromSupplier(() -> name(content))
                .flatMapMany(wanted -> store.held().filter(held -> isIt(held, wanted)))
                .next()
                .map(held -> "%s %s, %s"
                        .formatted(held.rate().provider(), held.rate().currency(), held.why()))
                .switchIfEmpty(Mono.error(() -> noSuch(content)));
    }

    /** Errors with RATE_NOT_HELD unless it was there. */
    static Mono<Void> decided(Mono<Boolean> decision, String content) {
        return decision.filter(found -> found)
                .switchIfEmpty(Mono.error(() -> noSuch(content)))
                .then();
    }

    /** Throws RATE_NOT_HELD for what is no name. */
    static RateName name(String content) {
        var words = content.split(" ", -1);
        if (words.length == 3) {
            try {
                return new RateName(
                        words[0], Asset.find(words[1]).orElseThrow(() -> noSuch(content)), Instant.parse(words[2]));
            } catch (DateTimeException _) {
                throw noSuch(content);
            }
        }
        throw noSuch(content);
    }

    private static boolean isIt(HeldRate held, RateName wanted) {
        var rate = held.rate();
        return new RateName(rate.provider(), rate.currency(), rate.asOf()).equals(wanted);
    }

    private static RuntimeException noSuch(String content) {
        return CrossBorderProblem.RATE_NOT_HELD.because(content);
    }
}
