package gateway.sessions.web;

import gateway.platform.http.Caller;
import gateway.sessions.SessionProblem;
import gateway.sessions.signin.EndSessions;
import gateway.shared.ids.SessionId;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A customer's sessions over HTTP. */
@RestController
class SessionController {

    private final EndSessions sessions;

    SessionController(EndSessions sessions) {
        this.sessions = sessions;
    }

    /** One place the customer is signed in at. */
    record SessionView(
            String id, String deviceName, boolean current, Instant signedInAt, Instant lastSeenAt, Instant endsAt) {

        static SessionView of(EndSessions.Seen it) {
            return new SessionView(
                    it.id().toString(), it.deviceName(), it.current(), it.signedInAt(), it.lastSeenAt(), it.endsAt());
        }
    }

    /** All of them: there are few. */
    record SessionsView(List<SessionView> sessions) {}

    /** Lists where the customer is signed in. */
    @GetMapping("/v1/sessions")
    Mono<SessionsView> list(Caller caller) {
        return sessions.list(caller).map(SessionView::of).collectList().map(SessionsView::new);
    }

    /** Ends one session, everywhere within a second. */
    @DeleteMapping("/v1/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(Caller caller, @PathVariable String id) {
        var session = SessionId.parse(id)
                .orElseThrow(() -> SessionProblem.SESSION_NOT_FOUND.because("That is not the id of a session"));
        return sessions.end(caller, session);
    }

    /**
     * Ends all sessions of the customer.
     *
     * @param keepCurrent true to stay signed in here
     */
    @DeleteMapping("/v1/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endAll(Caller caller, @RequestParam(defaultValue = "false") boolean keepCurrent) {
        return keepCurrent ? sessions.endOthers(caller) : sessions.endAll(caller);
    }
}
