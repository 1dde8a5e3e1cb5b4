package gateway.crossborder.rates;

import java.util.List;
import reactor.core.publisher.Mono;

/** Somebody who says what currencies cost. */
interface RateProvider {

    String name();

    /** Errors when there is no readable answer in time. */
    Mono<List<Observation>> ask();
}
