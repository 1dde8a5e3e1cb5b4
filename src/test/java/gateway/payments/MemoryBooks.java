package gateway.payments;

import gateway.platform.journal.Announce;
import gateway.platform.journal.ClaimKey;
import gateway.platform.journal.ClaimKey.KeyRefusal;
import gateway.platform.journal.ClaimKey.StoredAnswer;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.IdempotencyKeys;
import gateway.platform.journal.Journal;
import gateway.platform.journal.KeepAnswer;
import gateway.platform.journal.Part;
import gateway.platform.journal.Refusal;
import gateway.shared.ids.PaymentId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import sandbox.simulation.EmptyPayments;

/** Payments and keys in memory, for several nodes; refuses what a test wants refused. */
final class MemoryBooks implements Journal, EmptyPayments, IdempotencyKeys {

    private final Map<PaymentId, Payment> payments = new HashMap<>();
    private final Map<String, ClaimKey> keys = new HashMap<>();
    private final Map<String, StoredAnswer> answers = new HashMap<>();
    private final Map<Class<? extends Part>, Refusal> refusals = new HashMap<>();
    private final Map<Class<? extends Part>, Runnable> befores = new HashMap<>();
    private List<Part> first = List.of();

    void refuse(Class<? extends Part> kind, Refusal why) {
        refusals.put(kind, why);
    }

    void refuseNothing() {
        refusals.clear();
    }

    /** Runs once, before the next entry with such a part is decided. */
    void before(Class<? extends Part> kind, Runnable work) {
        befores.put(kind, work);
    }

    /** The parts of the first entry that was accepted. */
    List<Part> first() {
        return first;
    }

    Optional<Payment> payment(PaymentId id) {
        return Optional.ofNullable(payments.get(id));
    }

    @Override
    public Mono<Decision> commit(Entry entry) {
        return Mono.fromSupplier(() -> decide(entry));
    }

    private Decision decide(Entry entry) {
        entry.parts().stream()
                .map(part -> befores.remove(part.getClass()))
                .forEach(work -> Optional.ofNullable(work).ifPresent(Runnable::run));
        var refusal = entry.parts().stream()
                .map(this::refusal)
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        entry.parts().forEach(this::apply);
        first = first.isEmpty() ? entry.parts() : first;
        return Decision.COMMITTED;
    }

    private Optional<Refusal> refusal(Part part) {
        return switch (part) {
            case ClaimKey it -> Optional.ofNullable(taken(name(it.scope(), it.key()), it.fingerprint()));
            case WritePayment it
            when it.payment().version() != version(it.payment().id()) + 1 -> Optional.of(new WritePayment.Stale());
            default -> Optional.ofNullable(refusals.get(part.getClass()));
        };
    }

    private int version(PaymentId id) {
        return payment(id).map(Payment::version).orElse(0);
    }

    private @Nullable KeyRefusal taken(String name, byte[] fingerprint) {
        var claim = keys.get(name);
        if (claim == null) {
            return null;
        }
        return Arrays.equals(claim.fingerprint(), fingerprint)
                ? new ClaimKey.Duplicate(claim.subject(), answers.get(name))
                : new ClaimKey.KeyReused();
    }

    private void apply(Part part) {
        switch (part) {
            case ClaimKey it -> keys.put(name(it.scope(), it.key()), it);
            case KeepAnswer it -> answers.putIfAbsent(name(it.scope(), it.key()), it.answer());
            case Announce it -> it.events().forEach(this::apply);
            case WritePayment it -> payments.put(it.payment().id(), it.payment());
            default -> {}
        }
    }

    private void apply(Announce.Event event) {
        var answer = event.answer();
        if (answer != null && event.customer() != null) {
            answers.putIfAbsent(
                    name(event.customer(), answer.key()),
                    new StoredAnswer(answer.status(), event.payload().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String name(UUID scope, String key) {
        return scope + " " + key;
    }

    @Override
    public Mono<Optional<KeyRefusal>> find(int shard, UUID scope, String key, byte[] fingerprint) {
        return Mono.fromSupplier(() -> Optional.ofNullable(taken(name(scope, key), fingerprint)));
    }

    @Override
    public Mono<Payment> find(PaymentId id) {
        return Mono.defer(() -> payment(id)
                .map(Mono::just)
                .orElseGet(() -> Mono.error(PaymentProblem.PAYMENT_NOT_FOUND.because("nothing"))));
    }
}
