package gateway.sessions.web;

import gateway.platform.crypto.Sha256;
import gateway.sessions.SessionProblem;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Servers that ask about tokens prove themselves with HTTP Basic (RFC 6749 section 2.3.1). Nobody is known by default.
 */
@Component
class ClientCredentials {

    private static final String SCHEME = "basic ";

    /** Compared with when the client is unknown, so that the answer takes as long. */
    private static final String NOBODY = "0".repeat(64);

    private final AccessSettings settings;

    ClientCredentials(AccessSettings settings) {
        this.settings = settings;
    }

    /** Emits the client's name; errors with CLIENT_UNKNOWN. */
    Mono<String> of(ServerHttpRequest request, ServerHttpResponse response) {
        return Mono.fromSupplier(() -> named(request)).onErrorMap(ProblemException.class, problem -> {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"oauth\"");
            return problem;
        });
    }

    private String named(ServerHttpRequest request) {
        var header = String.valueOf(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw unknown();
        }
        var pair = decoded(header.substring(SCHEME.length()));
        int colon = pair.indexOf(':');
        if (colon <= 0) {
            throw unknown();
        }
        var name = pair.substring(0, colon);
        var expected = HexFormat.of().parseHex(settings.clients().getOrDefault(name, NOBODY));
        if (!MessageDigest.isEqual(expected, Sha256.of(pair.substring(colon + 1)))) {
            throw unknown();
        }
        return name;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return SessionProblem.CLIENT_UNKNOWN.because("Use the client's name and secret with HTTP Basic");
    }
}
