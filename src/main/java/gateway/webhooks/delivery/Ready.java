package gateway.webhooks.delivery;

import gateway.webhooks.signing.SigningKey;
import java.time.Instant;
import java.util.List;

/**
 * A delivery with the keys of its endpoint.
 *
 * @param beginBefore later it could last longer than its lease
 */
record Ready(Due due, List<SigningKey> keys, Instant beginBefore) {

    Ready {
        keys = List.copyOf(keys);
    }
}
