package gateway.sessions.signin;

import gateway.platform.journal.Outbox;
import gateway.sessions.NewDeviceListener;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.SessionProblem;
import gateway.sessions.SignInGuard;
import gateway.sessions.policy.NewDeviceRule.LinkedCards;
import gateway.sessions.policy.PolicyInForce;
import gateway.sessions.signin.SessionStore.Known;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import java.time.Instant;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Knows a device again, or does what the policy wants when a customer comes with one nobody has seen with them. */
@Component
class KnowDevice {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SessionStore store;
    private final PolicyInForce policy;
    private final ObjectProvider<NewDeviceListener> listeners;
    private final ObjectProvider<SignInGuard> guards;
    private final Outbox outbox;

    KnowDevice(
            SessionStore store,
            PolicyInForce policy,
            ObjectProvider<NewDeviceListener> listeners,
            ObjectProvider<SignInGuard> guards,
            Outbox outbox) {
        this.store = store;
        this.policy = policy;
        this.listeners = listeners;
        this.guards = guards;
        this.outbox = outbox;
    }

    /** Until the transaction ends nobody can revoke the device's access. Errors with ACCESS_RESTRICTED. */
    Mono<DeviceId> know(CustomerId customer, String key, String name, Instant now) {
        return store.know(customer, key, name, now)
                .flatMap(known -> store.share(
                                new Subject(Scope.DEVICE, known.id().toString()))
                        .then(Mono.defer(() -> ask(customer, known.id())))
                        .then(Mono.defer(() -> welcome(customer, known.isNew(), now)))
                        .then(Mono.defer(() -> announce(customer, known, name)))
                        .thenReturn(known.id()));
    }

    private Mono<Void> ask(CustomerId customer, DeviceId device) {
        return Flux.fromStream(guards::orderedStream)
                .concatMap(guard -> guard.letsIn(customer, device))
                .all(letIn -> letIn)
                .flatMap(letIn -> letIn ? Mono.empty() : Mono.error(KnowDevice::restricted));
    }

    private static RuntimeException restricted() {
        return SessionProblem.ACCESS_RESTRICTED.because("An order stops access for a while; ask the bank");
    }

    // Nobody is warned of the first device they have.
    private Mono<Void> announce(CustomerId customer, Known known, String name) {
        return known.isNew()
                ? store.hasOtherDevice(customer, known.id())
                        .filter(has -> has)
                        .flatMap(_ -> outbox.announce(
                                customer, "device.new", JSON.writeValueAsString(Map.of("device", name))))
                : Mono.empty();
    }

    private Mono<Void> welcome(CustomerId customer, boolean isNew, Instant now) {
        return isNew && policy.newDevice(now).says().cards() == LinkedCards.UNLINKED
                ? Flux.fromStream(listeners::orderedStream)
                        .concatMap(listener -> listener.unlinkCards(customer))
                        .then()
                : Mono.empty();
    }
}
