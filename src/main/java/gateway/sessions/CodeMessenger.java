package gateway.sessions;

import reactor.core.publisher.Mono;

/** Has a one-time code told to a phone. Sessions make codes and check them; who carries them is not their business. */
@FunctionalInterface
public interface CodeMessenger {

    /**
     * Completes when somebody has taken the message. Errors with SMS_UNAVAILABLE; it may be told or not then. Never
     * tells a code that has expired.
     */
    Mono<Void> tell(CodeMessage message);
}
