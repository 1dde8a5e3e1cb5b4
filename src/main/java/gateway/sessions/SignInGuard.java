package gateway.sessions;

import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import reactor.core.publisher.Mono;

/**
 * Says whether a customer may sign in on a device now. Asked in the sign-in's transaction, while nobody can revoke
 * their access: whatever stops them says so here first and revokes then, so that no session slips in between.
 */
@FunctionalInterface
public interface SignInGuard {

    /** Errors when it cannot be told. */
    Mono<Boolean> letsIn(CustomerId customer, DeviceId device);
}
