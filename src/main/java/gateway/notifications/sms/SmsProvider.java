package gateway.notifications.sms;

import reactor.core.publisher.Mono;

/** Somebody who carries SMS. */
interface SmsProvider {

    /** As in settings, meters and the staff's list. */
    String name();

    /** Whether we have an account there. */
    boolean isThere();

    /** Emits once. Errors when no usable answer came. The text may have been sent then. */
    Mono<SmsAnswer> send(Sms sms);
}
