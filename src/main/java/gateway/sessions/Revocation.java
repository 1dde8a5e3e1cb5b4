package gateway.sessions;

import java.time.Instant;

/**
 * Access that no longer counts: every token of the subject that was issued before this in the one order of sign-ins and
 * revocations.
 *
 * @param epoch the place in that order
 * @param mattersUntil when every access token it could touch has expired by itself
 */
public record Revocation(Subject subject, long epoch, String reason, Instant at, Instant mattersUntil) {

    /** Whose access it is. */
    public record Subject(Scope scope, String id) {

        public static final Subject EVERYBODY = new Subject(Scope.ALL, "*");
    }

    /** How far a revocation reaches, widest first; locks are taken in this order. */
    public enum Scope {
        ALL,
        CLIENT,
        CUSTOMER,
        DEVICE,
        SESSION,
        TOKEN
    }
}
