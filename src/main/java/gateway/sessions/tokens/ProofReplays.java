package gateway.sessions.tokens;

import gateway.platform.redis.RedisAway;
import gateway.platform.redis.SeenOnce;
import gateway.sessions.SessionProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets every proof through once: this node's memory first, then the one all nodes share in Redis. */
@Component
public class ProofReplays {

    /** 24 MiB at most, and two minutes of 8,000 requests a second. */
    private static final int MOST_PER_GENERATION = 1_000_000;

    private final ProofMemory memory;
    private final SeenOnce everywhere;
    private final Clock clock;
    private final Counter nodeOnly;

    ProofReplays(TokenSettings settings, ReactiveStringRedisTemplate redis, Clock clock, MeterRegistry meters) {
        // A proof from the future is accepted now and again until it has become too old.
        var acceptable = settings.proofWindow().multipliedBy(2).plusSeconds(2);
        this.memory = new ProofMemory(acceptable.toMillis(), MOST_PER_GENERATION);
        this.everywhere = new SeenOnce(redis, "{proof}", acceptable, clock);
        this.clock = clock;
        this.nodeOnly = Counter.builder("oqim.proofs.checked.by.node.only")
                .description("Proofs that only this node's memory could check, because Redis was away")
                .register(meters);
    }

    /** Completes for a proof's first use; errors with PROOF_REPLAYED for every other. */
    public Mono<Void> use(Proof proof) {
        if (!memory.firstTime(proof.shortIdentity(), clock.millis())) {
            return Mono.error(SessionProblem.PROOF_REPLAYED.because("Make a new proof for every request"));
        }
        return everywhere
                .firstTime(proof.identityText())
                .onErrorResume(RedisAway.class, this::believeThisNode)
                .flatMap(ProofReplays::refuseReplay);
    }

    // The designed fail policy: without Redis each node still refuses what it has seen itself, and a payment repeated
    // on another node meets its idempotency key.
    private Mono<Boolean> believeThisNode(RedisAway away) {
        nodeOnly.increment();
        return Mono.just(true);
    }

    private static Mono<Void> refuseReplay(boolean first) {
        return first
                ? Mono.empty()
                : Mono.error(SessionProblem.PROOF_REPLAYED.because("Make a new proof for every request"));
    }
}
