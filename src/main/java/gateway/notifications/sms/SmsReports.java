package gateway.notifications.sms;

import gateway.notifications.SmsFate;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A provider that can be asked what became of a message. */
public interface SmsReports {

    String name();

    /** Emits once: empty while there is nothing final. Errors when no usable answer came. */
    Mono<Optional<SmsFate>> fate(String id);
}
