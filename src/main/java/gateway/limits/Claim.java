package gateway.limits;

import java.time.Instant;

/**
 * What a use wants of one limit.
 *
 * @param since uses after that moment count with it
 */
record Claim(Limit limit, Taken taken, Instant since) {

    static Claim of(Limit limit, Use use) {
        return new Claim(limit, Taken.of(limit, use), limit.window().start(use.at()));
    }

    CounterKey key() {
        return taken.key();
    }
}
