package gateway.sessions.web;

import gateway.sessions.revocations.RevocationCheck.Stakes;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** Who may call which path. What is not listed needs a customer's token and proof. */
final class AccessRules {

    /** The one list of what anybody may call; a path ending in a slash stands for everything below it. */
    private static final List<String> PUBLIC = List.of(
            // Keys to verify our tokens with.
            "/.well-known/",
            // The code and the proof of the device key are the credentials.
            "/v1/sign-in",
            "/v1/sign-in/",
            // The refresh token and the proof are.
            "/v1/tokens/refresh",
            // Servers prove themselves with their client secret.
            "/oauth/",
            // The state antifraud's server signs what it sends.
            "/antifraud/orders",
            // Payment operators prove themselves each in its own protocol, and call from their own networks.
            "/operators/",
            // The address itself is: it was made for one message and told to its carrier alone.
            "/notifications/",
            // A correspondent shows a certificate, and seals what it posts.
            "/correspondents/",
            // The partner's key is, and the signature where something is to change.
            "/v1/events",
            "/v1/events/replays",
            "/cbt/v1/",
            // Documentation.
            "/openapi",
            "/openapi/",
            "/openapi.json",
            "/openapi.yaml",
            "/docs",
            "/docs/",
            "/webjars/swagger-ui/",
            "/problems",
            "/problems/");

    private static final String STAFF = "/admin/";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Questions that need a body and change nothing. */
    private static final Set<String> ASKED_BY_POST = Set.of("/v1/fees/preview");

    private AccessRules() {}

    /** Whose credentials a path asks for. */
    enum Audience {
        ANYBODY,
        CUSTOMER,
        STAFF
    }

    /** @param path as a handler is found by it, so that a disguised path asks for what the plain one does */
    static Audience audience(String path) {
        if (path.startsWith(STAFF)) {
            return Audience.STAFF;
        }
        return PUBLIC.stream().anyMatch(listed -> covers(listed, path)) ? Audience.ANYBODY : Audience.CUSTOMER;
    }

    static Stakes stakes(HttpMethod method, String path) {
        boolean asks = HttpMethod.POST.equals(method) && ASKED_BY_POST.contains(path);
        return asks || SAFE.contains(method) ? Stakes.READ : Stakes.MONEY;
    }

    private static boolean covers(String listed, String path) {
        return listed.endsWith("/") ? path.startsWith(listed) : path.equals(listed);
    }
}
