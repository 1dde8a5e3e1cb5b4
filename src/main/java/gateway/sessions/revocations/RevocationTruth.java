package gateway.sessions.revocations;

import gateway.sessions.Revocation.Subject;
import java.util.List;
import reactor.core.publisher.Mono;

/** Knows every revocation there is. */
@FunctionalInterface
interface RevocationTruth {

    /** The highest epoch any of the subjects was revoked at; zero when none was. */
    Mono<Long> effective(List<Subject> subjects);
}
