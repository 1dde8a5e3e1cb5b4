package gateway.audit.witness;

import gateway.audit.Trusted;
import gateway.audit.note.Checkpoint;
import gateway.audit.trail.BrokenTrail;
import gateway.audit.trail.Checkpoints;
import gateway.audit.trail.Checkpoints.Signed;
import gateway.audit.trail.StoredTree;
import gateway.audit.witness.FolderWitness.Answer;
import gateway.platform.resilience.LastLook;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Offers the latest checkpoint to each of this node's witnesses. One that cannot be reached keeps nobody from signing:
 * it catches up with a single proof.
 */
@Component
public class TellWitnesses {

    private static final Logger LOG = LoggerFactory.getLogger(TellWitnesses.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<FolderWitness> witnesses;
    /** Those whose folder has not answered yet: one that hangs keeps one thread, and nobody else waiting. */
    private final Set<FolderWitness> busy = ConcurrentHashMap.newKeySet();

    private final Checkpoints checkpoints;
    private final StoredTree tree;
    private final Trusted trusted;
    private final Clock clock;
    private final AtomicLong age = new AtomicLong();
    private final LastLook looked = new LastLook();
    /** How long the trail was that each witness accepted last, as far as this node knows. */
    private final Map<FolderWitness, Long> accepted = new ConcurrentHashMap<>();

    TellWitnesses(Checkpoints checkpoints, StoredTree tree, Trusted trusted, Clock clock, MeterRegistry registry) {
        this.witnesses = trusted.witnesses().stream().map(FolderWitness::new).toList();
        this.checkpoints = checkpoints;
        this.tree = tree;
        this.trusted = trusted;
        this.clock = clock;
        Gauge.builder("oqim_audit_witness_age_seconds", age, it -> looked.shown(it.get()))
                .description("For how long the oldest checkpoint has waited that one of this node's witnesses lacks")
                .register(registry);
        Gauge.builder("oqim_audit_witnesses", witnesses, List::size)
                .description("Witnesses of this node")
                .strongReference(true)
                .register(registry);
    }

    /** Each of them once; whoever is away or refuses is nothing to the others. */
    public Mono<Void> run() {
        return Flux.fromIterable(witnesses)
                .concatMap(this::tell)
                .then()
                .materialize()
                .flatMap(told -> look().then(Mono.just(told).dematerialize()));
    }

    // The witness is asked first: whatever it has was in the database by then.
    private Mono<Void> tell(FolderWitness witness) {
        return onDisk(witness, witness::last)
                .doOnNext(last -> accepted.put(witness, size(last)))
                .flatMap(last -> latest(last).flatMap(latest -> offer(witness, last, latest)))
                .timeout(PATIENCE)
                .onErrorResume(BrokenTrail.class, broken -> refused(witness, broken))
                .onErrorResume(TellWitnesses::isAway, away -> {
                    LOG.warn("The witness {} cannot be reached: {}", witness, away.toString());
                    return Mono.empty();
                });
    }

    private Mono<Signed> latest(Optional<Checkpoint> last) {
        return checkpoints
                .latest()
                .switchIfEmpty(Mono.defer(() -> last.isEmpty()
                        ? Mono.empty()
                        : Mono.error(new BrokenTrail("it has no checkpoint, and the witness has seen " + size(last)))));
    }

    private <T> Mono<T> onDisk(FolderWitness witness, Callable<T> work) {
        return Mono.fromCallable(() -> alone(witness, work)).subscribeOn(Schedulers.boundedElastic());
    }

    private <T> T alone(FolderWitness witness, Callable<T> work) throws Exception {
        if (!busy.add(witness)) {
            throw new IOException("it has not answered since it was asked last");
        }
        try {
            return work.call();
        } finally {
            busy.remove(witness);
        }
    }

    private static boolean isAway(Throwable fault) {
        return fault instanceof IOException
                || fault instanceof TimeoutException
                || fault instanceof RejectedExecutionException;
    }

    private Mono<Void> offer(FolderWitness witness, Optional<Checkpoint> last, Signed latest) {
        var next = latest.checkpoint();
        if (!trusted.hasSigned(latest.note())) {
            return Mono.error(new BrokenTrail("the last checkpoint was signed by nobody who is trusted"));
        }
        if (last.isPresent() && last.get().equals(next)) {
            return Mono.empty();
        }
        if (size(last) >= next.size()) {
            return Mono.error(new BrokenTrail(
                    "it signs %d events, and the witness has seen %d".formatted(next.size(), size(last))));
        }
        return tree.consistency(size(last), next.size())
                .flatMap(path -> onDisk(witness, () -> witness.accept(latest.note(), size(last), path)))
                .flatMap(answer -> heard(witness, next, answer));
    }

    private Mono<Void> heard(FolderWitness witness, Checkpoint next, Answer answer) {
        if (answer == Answer.REFUSED) {
            return Mono.error(new BrokenTrail("it does not go on from what the witness has"));
        }
        if (answer == Answer.ACCEPTED) {
            accepted.put(witness, next.size());
        }
        return Mono.empty();
    }

    private Mono<Void> refused(FolderWitness witness, BrokenTrail broken) {
        checkpoints.refused(Checkpoints.Refuser.WITNESS);
        LOG.error("The witness {} refuses the audit trail: {}", witness, broken.getMessage());
        return Mono.empty();
    }

    private Mono<Void> look() {
        var least = witnesses.stream()
                .mapToLong(it -> accepted.getOrDefault(it, 0L))
                .min();
        return looked.watch(Mono.justOrEmpty(least.stream().boxed().findFirst())
                .flatMap(checkpoints::firstAfter)
                .map(missing -> Duration.between(missing.at(), clock.instant()).toSeconds())
                .defaultIfEmpty(0L)
                .doOnNext(seconds -> age.set(Math.max(0, seconds))));
    }

    private static long size(Optional<Checkpoint> last) {
        return last.map(Checkpoint::size).orElse(0L);
    }
}
