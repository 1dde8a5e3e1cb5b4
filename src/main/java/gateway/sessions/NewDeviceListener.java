package gateway.sessions;

import gateway.shared.ids.CustomerId;
import reactor.core.publisher.Mono;

/**
 * Does what has to be done when a customer's cards must not be used from a device nobody has seen with them. Called in
 * the transaction that opens the first session there: both happen, or neither.
 */
@FunctionalInterface
public interface NewDeviceListener {

    Mono<Void> unlinkCards(CustomerId customer);
}
