package gateway.sessions.tokens;

import gateway.platform.http.Caller;
import gateway.sessions.Revocation.Scope;
import gateway.sessions.Revocation.Subject;
import java.time.Instant;
import java.util.List;

/**
 * A verified access token; everything a request needs is worked out once.
 *
 * @param epoch its place in the one order of sign-ins and revocations
 * @param key thumbprint of the device key it is bound to (RFC 9449 section 6)
 * @param hash what a proof for it carries as {@code ath}
 * @param subjects whose revocation would touch it
 */
public record AccessToken(
        String id,
        Caller caller,
        String client,
        long epoch,
        Instant issuedAt,
        Instant expiresAt,
        String key,
        String hash,
        List<Subject> subjects) {

    static List<Subject> subjects(String id, Caller caller, String client) {
        return List.of(
                Subject.EVERYBODY,
                new Subject(Scope.CLIENT, client),
                new Subject(Scope.CUSTOMER, caller.customer().toString()),
                new Subject(Scope.DEVICE, caller.device().toString()),
                new Subject(Scope.SESSION, caller.session().toString()),
                new Subject(Scope.TOKEN, id));
    }

    /** Names the holder, never the token. */
    @Override
    public String toString() {
        return "AccessToken[" + caller.session() + ", expires " + expiresAt + "]";
    }
}
