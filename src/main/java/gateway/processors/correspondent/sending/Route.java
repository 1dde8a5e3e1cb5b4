package gateway.processors.correspondent.sending;

import gateway.processors.correspondent.links.Link;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** A correspondent, the way to it, and whether that is worth trying. */
record Route(Link link, Transport transport, CircuitBreaker breaker) {

    /** Only asking moves an open breaker on to probing when its time has come. */
    boolean isOpen() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.releasePermission();
        return true;
    }
}
