package gateway.sessions.web;

import gateway.sessions.tokens.SigningKeys;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Publishes the keys our tokens are signed with (RFC 7517). */
@RestController
class KeysController {

    private static final Duration MAY_BE_KEPT = Duration.ofMinutes(5);

    private final SigningKeys keys;

    KeysController(SigningKeys keys) {
        this.keys = keys;
    }

    /** Publishes the keys that verify access tokens (RFC 7517). */
    @GetMapping("/.well-known/jwks.json")
    Mono<ResponseEntity<Map<String, Object>>> keys() {
        return keys.published()
                .map(set -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(MAY_BE_KEPT).cachePublic())
                        .body(set));
    }
}
