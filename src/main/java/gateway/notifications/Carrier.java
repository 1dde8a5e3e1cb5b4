package gateway.notifications;

import reactor.core.publisher.Mono;

/**
 * The way to customers on one channel. A further channel, such as e-mail, is one more of these and a line in
 * {@link Kind}.
 */
public interface Carrier {

    Channel channel();

    /** Whether it is set up; nothing is written for a channel that is not. */
    boolean isThere();

    /** Emits once, never errors, and ends within a deadline of its own. The same letter again does no harm. */
    Mono<Carried> carry(Letter letter);
}
