package gateway.processors.visa;

import reactor.core.publisher.Mono;

/** Counts, for all nodes together, how many trace numbers a terminal has handed out. */
interface TraceCounter {

    /** Adds so many; emits the sum, which only grows. */
    Mono<Long> take(String terminal, int count);
}
