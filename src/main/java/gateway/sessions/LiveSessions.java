package gateway.sessions;

import gateway.shared.ids.SessionId;
import java.util.List;
import reactor.core.publisher.Flux;

/** Which sessions go on, by the database: for whoever keeps something for as long as somebody is signed in. */
@FunctionalInterface
public interface LiveSessions {

    /** Those of them that have neither ended nor been revoked, in no order. One question, so ask for a few hundred. */
    Flux<SessionId> among(List<SessionId> sessions);
}
