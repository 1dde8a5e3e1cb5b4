package gateway.sessions;

import gateway.shared.problems.ProblemType;

/** What can be wrong with who somebody says they are. */
public enum SessionProblem implements ProblemType {
    TOKEN_MISSING(401, "An access token is needed here"),
    TOKEN_INVALID(401, "The access token is not one of ours"),
    TOKEN_EXPIRED(401, "The access token has expired"),
    TOKEN_REVOKED(401, "The access token was revoked"),
    PROOF_MISSING(401, "A DPoP proof is needed here"),
    PROOF_INVALID(401, "The DPoP proof does not prove this request"),
    PROOF_REPLAYED(401, "The DPoP proof was used before"),
    ACCESS_RESTRICTED(403, "Access is restricted for now"),
    REVOCATIONS_UNKNOWN(503, "It cannot be checked right now whether the access was revoked"),
    STAFF_ONLY(401, "Only the bank's staff may do this"),
    CLIENT_UNKNOWN(401, "The client did not prove who it is"),
    PHONE_INVALID(422, "The phone number is not one"),
    DEVICE_KEY_INVALID(422, "The device key is not a P-256 public key"),
    CODES_LOCKED(429, "Too many wrong codes; codes are locked for a while"),
    TOO_MANY_CODES(429, "Too many codes were asked for"),
    SIGN_IN_CODE_EXPIRED(410, "The code is too old"),
    SIGN_IN_CODE_WRONG(422, "The code is not right"),
    SMS_UNAVAILABLE(503, "The code could not be sent"),
    REFRESH_INVALID(401, "The refresh token is not valid"),
    REFRESH_REUSED(401, "The refresh token was used before; the session has ended"),
    SESSION_ENDED(401, "The session has ended"),
    SESSION_NOT_FOUND(404, "No such session"),
    REVOCATION_INVALID(422, "There is nothing of that kind to revoke");

    private final int status;
    private final String title;

    SessionProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
