package gateway.crossborder;

import gateway.crossborder.RemittanceStore.Standing;
import gateway.crossborder.UseQuote.QuoteRefusal;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.QuoteId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds a customer's own quotes. Another's is answered as if there were none, and counted: an app never asks for one,
 * so somebody tries what they can reach.
 */
@Component
class OwnQuotes {

    private static final Logger LOG = LoggerFactory.getLogger(OwnQuotes.class);

    private final RemittanceStore store;
    private final Counter foreign;
    private final Clock clock;

    OwnQuotes(RemittanceStore store, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.foreign = Counter.builder("oqim_crossborder_foreign_quotes")
                .description("Times that customers asked to pay quotes of others")
                .register(meters);
        this.clock = clock;
    }

    /** Errors with QUOTE_NOT_FOUND, also for another customer's. */
    Mono<Standing> find(CustomerId customer, QuoteId id) {
        return store.quote(id)
                .filter(standing -> isOwn(customer, standing))
                .switchIfEmpty(Mono.error(() -> CrossBorderProblem.QUOTE_NOT_FOUND.because(id.toString())));
    }

    private boolean isOwn(CustomerId customer, Standing standing) {
        var quote = standing.quote();
        if (quote.customer().equals(customer)) {
            return true;
        }
        foreign.increment();
        LOG.warn("{} asks to pay {}, which is {}'s", customer, quote.id(), quote.customer());
        return false;
    }

    /** Emits the quote while it can be paid. No code is sent for nothing; the entry that uses it up looks again. */
    Mono<Quote> open(Standing standing) {
        if (standing.used()) {
            return Mono.error(QuoteRefusal.USED::problem);
        }
        return standing.quote().isExpired(clock.instant())
                ? Mono.error(QuoteRefusal.EXPIRED::problem)
                : Mono.just(standing.quote());
    }
}
