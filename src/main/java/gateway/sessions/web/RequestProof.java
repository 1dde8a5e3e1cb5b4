package gateway.sessions.web;

import gateway.sessions.SessionProblem;
import gateway.sessions.tokens.Proof;
import gateway.sessions.tokens.ProofReplays;
import gateway.sessions.tokens.Proofs;
import gateway.sessions.tokens.Target;
import gateway.sessions.tokens.TokenSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the DPoP proof of a request and lets it count once. */
@Component
class RequestProof {

    private static final String HEADER = "DPoP";

    private final Proofs proofs;
    private final ProofReplays replays;
    private final TokenSettings settings;

    RequestProof(Proofs proofs, ProofReplays replays, TokenSettings settings) {
        this.proofs = proofs;
        this.replays = replays;
        this.settings = settings;
    }

    /** Throws PROOF_MISSING or PROOF_INVALID. */
    Proof read(ServerHttpRequest request, @Nullable String tokenHash) {
        var headers = request.getHeaders().get(HEADER);
        if (headers == null || headers.isEmpty()) {
            throw SessionProblem.PROOF_MISSING.because("Send a proof of the device key in the DPoP header");
        }
        if (headers.size() > 1) {
            throw SessionProblem.PROOF_INVALID.because("There is more than one");
        }
        var target = new Target(request.getURI(), settings.origins());
        return proofs.verify(headers.getFirst(), request.getMethod().name(), target, tokenHash);
    }

    /** Completes for the first use; errors with PROOF_REPLAYED. */
    Mono<Void> use(Proof proof) {
        return replays.use(proof);
    }

    /** The thumbprint of the key that stands behind a request without a token. */
    Mono<String> key(ServerHttpRequest request) {
        return Mono.defer(() -> {
            var proof = read(request, null);
            return use(proof).thenReturn(proof.key());
        });
    }
}
