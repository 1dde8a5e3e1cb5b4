package gateway.fraud.restrictions;

import gateway.platform.resilience.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Brings orders to this node by asking one small table for what is new, twice a second: well within the two seconds in
 * which an order has to hold everywhere.
 */
@Component
class OrderFeed {

    private static final Duration PAUSE = Duration.ofMillis(500);
    // An answer that comes later says nothing: by then the view is too old, whatever the answer is.
    private static final Duration DEADLINE = OrdersInForce.FRESH;

    private final OrderLookup lookup;
    private final OrderView view;
    private final Clock clock;
    private volatile String horizon = "0";

    OrderFeed(OrderLookup lookup, OrderView view, Clock clock) {
        this.lookup = lookup;
        this.view = view;
        this.clock = clock;
    }

    /** For as long as the node runs. */
    @Configuration(proxyBeanMethods = false)
    static class Work {

        @Bean
        BackgroundWork hearingOfOrders(OrderFeed feed) {
            return BackgroundWork.every("Hearing of restriction orders", PAUSE, feed::poll);
        }
    }

    Mono<Void> poll() {
        return Mono.defer(() -> pollAt(clock.instant())).timeout(DEADLINE);
    }

    private Mono<Void> pollAt(Instant asked) {
        return lookup.since(horizon).map(news -> take(news, asked)).then();
    }

    private OrderLookup.News take(OrderLookup.News news, Instant asked) {
        view.learn(news.orders());
        horizon = news.horizon();
        view.knowsEverythingAsOf(asked);
        return news;
    }

    /** What was committed just now holds here at once. */
    void heard(OrderLookup.Heard order) {
        view.learn(List.of(order));
    }
}
