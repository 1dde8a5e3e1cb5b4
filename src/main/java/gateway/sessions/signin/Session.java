package gateway.sessions.signin;

import gateway.platform.http.Caller;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import gateway.sessions.tokens.Grant;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.DeviceId;
import gateway.shared.ids.SessionId;
import java.time.Instant;
import java.util.List;

/**
 * A customer signed in on a device.
 *
 * @param key thumbprint of the device key; every token of the session is bound to it
 * @param epoch the sign-in's place in the one order of sign-ins and revocations
 * @param generation of the current refresh token
 * @param rotatedAt when that generation began
 */
record Session(
        SessionId id,
        CustomerId customer,
        DeviceId device,
        String client,
        String key,
        long epoch,
        int generation,
        Instant rotatedAt,
        Instant authenticatedAt,
        Instant lastSeenAt,
        Instant endsAt) {

    Subject subject() {
        return new Subject(Scope.SESSION, id.toString());
    }

    /** Whose revocation ends it, widest first. */
    List<Subject> subjects() {
        return List.of(
                Subject.EVERYBODY,
                new Subject(Scope.CLIENT, client),
                new Subject(Scope.CUSTOMER, customer.toString()),
                new Subject(Scope.DEVICE, device.toString()),
                subject());
    }

    Grant grant(long tokenEpoch) {
        return new Grant(new Caller(customer, device, id, authenticatedAt), client, key, tokenEpoch);
    }
}
