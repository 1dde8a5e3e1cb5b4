package gateway.sessions.codes;

import gateway.customers.Phone;
import reactor.core.publisher.Mono;

/** Sends an SMS. */
@FunctionalInterface
interface SmsProvider {

    /** Completes when the provider has taken the message; errors with SMS_UNAVAILABLE, then it may be sent or not. */
    Mono<Void> send(Phone phone, String text);
}
