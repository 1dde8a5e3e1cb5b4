package gateway.cards;

import gateway.cards.postgres.KeyRotationStore;
import gateway.cards.postgres.KeyRotationStore.Replacement;
import gateway.cards.postgres.KeyRotationStore.Wrapped;
import gateway.cards.vault.Envelopes;
import gateway.cards.vault.KeySource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Moves every card to the current key version while cards are used. Any node may run it, several at once too.
 * Afterwards, once {@link #left} is zero and the time that nodes remember rows has passed, the old version may leave
 * the settings.
 */
@Component
public final class RewrapCards {

    private static final int AT_ONCE = 500;

    private final KeyRotationStore store;
    private final KeySource keys;
    private final Envelopes envelopes;

    RewrapCards(KeyRotationStore store, KeySource keys, Envelopes envelopes) {
        this.store = store;
        this.keys = keys;
        this.envelopes = envelopes;
    }

    /** Emits how many cards were moved. */
    public Mono<Long> run() {
        return next().expand(_ -> next()).reduce(0L, Math::addExact);
    }

    /** How many rows another version than the current one still wraps. */
    public Mono<Long> left() {
        return Mono.defer(() -> store.left(keys.current()));
    }

    // Empty when nothing is left or another node was quicker, which ends the run.
    private Mono<Long> next() {
        return Mono.defer(() -> store.wrappedBy(old(), AT_ONCE))
                .filter(found -> !found.isEmpty())
                .flatMap(this::rewrap)
                .filter(moved -> moved > 0);
    }

    // A version that the settings do not hold any more cannot be moved, and must not keep the others from being.
    private Set<Integer> old() {
        var old = new TreeSet<>(keys.versions());
        old.remove(keys.current());
        return old;
    }

    private Mono<Long> rewrap(List<Wrapped> old) {
        return store.replace(old.stream().map(this::fresh).toList());
    }

    private Replacement fresh(Wrapped old) {
        return new Replacement(old, envelopes.rewrap(old.id(), old.key()));
    }
}
