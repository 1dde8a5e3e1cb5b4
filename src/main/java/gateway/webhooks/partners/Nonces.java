package gateway.webhooks.partners;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.platform.redis.RedisAway;
import gateway.platform.redis.SeenOnce;
import gateway.platform.signatures.ReadSignature.Reading.Signed;
import gateway.webhooks.WebhookProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets every signature through once: this node's memory first, then the one all nodes share in Redis. */
@Component
class Nonces {

    private static final int MOST = 100_000;

    private final Cache<String, Boolean> memory;
    private final SeenOnce everywhere;
    private final Counter nodeOnly;

    Nonces(SignatureSettings settings, ReactiveStringRedisTemplate redis, Clock clock, MeterRegistry meters) {
        this.memory = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(settings.acceptable())
                .build();
        this.everywhere = new SeenOnce(redis, "{partner-nonce}", settings.acceptable(), clock);
        this.nodeOnly = Counter.builder("oqim.webhooks.signatures.checked.by.node.only")
                .description("Signatures of partners that only this node's memory could check, as Redis was away")
                .register(meters);
    }

    /** Completes for a signature's first use; errors with SIGNATURE_REPLAYED for every other. */
    Mono<Void> use(Signed signed) {
        return Mono.defer(() -> {
            var name = signed.keyId() + " " + signed.nonce();
            return memory.asMap().putIfAbsent(name, true) == null
                    ? everywhere
                            .firstTime(name)
                            .onErrorResume(RedisAway.class, _ -> believeThisNode())
                            .flatMap(Nonces::refuseReplay)
                    : refuseReplay(false);
        });
    }

    // Without Redis each node still refuses what it has seen itself. What is repeated on another one has no second
    // effect: every call that changes something is known by an id of the partner's.
    private Mono<Boolean> believeThisNode() {
        nodeOnly.increment();
        return Mono.just(true);
    }

    private static Mono<Void> refuseReplay(boolean first) {
        return first
                ? Mono.empty()
                : Mono.error(WebhookProblem.SIGNATURE_REPLAYED.because("Sign every call with a nonce of its own"));
    }
}
