package gateway.payments;

import gateway.fraud.Restriction;
import gateway.fraud.RestrictionListener;
import gateway.platform.resilience.BackgroundWork;
import gateway.sessions.Revocation;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocations;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends the sessions of a customer or device that the state stops. Every node does so once it has heard of the order: it
 * may have let somebody in until then. While the order is in force {@link RestrictedSignIn} lets nobody in again.
 */
@Component
class EndRestrictedSessions implements RestrictionListener {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final String ACTOR = "state antifraud";

    private final Revocations revocations;
    // As many as there are orders in force, and those are counted.
    private final Map<Revocation.Subject, Restriction> waiting = new ConcurrentHashMap<>();

    EndRestrictedSessions(Revocations revocations) {
        this.revocations = revocations;
    }

    @Bean
    BackgroundWork endingRestrictedSessions() {
        return BackgroundWork.every("Ending restricted sessions", LOOK_EVERY, this::end);
    }

    @Override
    public void restricted(Restriction restriction) {
        subject(restriction).ifPresent(subject -> waiting.put(subject, restriction));
    }

    /** Those that waited when it began; one that fails waits on, and keeps no other waiting. */
    Mono<Void> end() {
        return Flux.fromIterable(Map.copyOf(waiting).entrySet())
                .concatMapDelayError(it -> end(it.getKey(), it.getValue()))
                .then();
    }

    private Mono<Void> end(Revocation.Subject subject, Restriction restriction) {
        return revocations
                .revoke(subject, "order " + restriction.order(), ACTOR)
                .timeout(DEADLINE)
                .then(Mono.fromRunnable(() -> waiting.remove(subject, restriction)));
    }

    // Cards and accounts have no sessions.
    private static Optional<Revocation.Subject> subject(Restriction restriction) {
        var id = restriction.subject().id();
        return switch (restriction.subject().kind()) {
            case CUSTOMER -> Optional.of(new Revocation.Subject(Scope.CUSTOMER, new CustomerId(id).toString()));
            case DEVICE -> Optional.of(new Revocation.Subject(Scope.DEVICE, new DeviceId(id).toString()));
            case CARD, ISSUED_CARD, ACCOUNT -> Optional.empty();
        };
    }
}
