package gateway.sessions.web;

import gateway.sessions.SessionProblem;
import gateway.shared.problems.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** Tells a client in the header what to do about a refusal (RFC 6750 section 3, RFC 9449 section 7.1). */
final class Challenge {

    private static final String SCHEME = "DPoP algs=\"ES256\"";

    private Challenge() {}

    /** Adds the header and hands the problem back. */
    static ProblemException on(ServerHttpResponse response, ProblemException problem) {
        if (problem.type() instanceof SessionProblem refusal && refusal.status() == 401) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, header(refusal));
        }
        return problem;
    }

    private static String header(SessionProblem refusal) {
        return switch (refusal) {
            case TOKEN_MISSING -> SCHEME;
            case PROOF_MISSING, PROOF_INVALID, PROOF_REPLAYED -> SCHEME + ", error=\"invalid_dpop_proof\"";
            default -> SCHEME + ", error=\"invalid_token\"";
        };
    }
}
