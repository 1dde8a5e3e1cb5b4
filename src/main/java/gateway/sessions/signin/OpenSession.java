package gateway.sessions.signin;

import gateway.sessions.revocations.RevocationFeed;
import gateway.shared.ids.CustomerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a session, and ends the oldest when there are too many. */
@Component
class OpenSession {

    private final OpenSteps steps;
    private final RevocationFeed feed;
    private final TokenIssue issue;

    OpenSession(OpenSteps steps, RevocationFeed feed, TokenIssue issue) {
        this.steps = steps;
        this.feed = feed;
        this.issue = issue;
    }

    Mono<Tokens> open(CustomerId customer, String key, String deviceName) {
        return steps.open(customer, key, deviceName)
                .flatMap(opened -> feed.announce(opened.ended()).then(issue.first(opened.session())));
    }
}
