package sandbox.chaos.operators;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** One call that shall stand still at a point, as it travels through the node with the call itself. */
final class Standing {

    /** A name and a point, such as {@code 17 AFTER_COMMIT}. */
    static final String HEADER = "Sandbox-Standing";

    private final String name;
    private final KillPoint at;
    private final Set<String> standing;

    private Standing(String name, KillPoint at, Set<String> standing) {
        this.name = name;
        this.at = at;
        this.standing = standing;
    }

    /** @param standing where the call's name is put once it stands */
    static Standing read(String header, Set<String> standing) {
        var words = header.split(" ", 2);
        return new Standing(words[0], KillPoint.valueOf(words[1]), standing);
    }

    static String header(String name, KillPoint at) {
        return name + " " + at.name();
    }

    static Set<String> nobody() {
        return ConcurrentHashMap.newKeySet();
    }

    Context into(Context context) {
        return context.put(Standing.class, this);
    }

    /** Empty for a call that may pass; never completes for one that stands here. */
    Mono<Void> at(KillPoint point) {
        return Mono.defer(() -> {
            if (point != at) {
                return Mono.empty();
            }
            standing.add(name);
            return Mono.never();
        });
    }

    /** The same for whichever call this is done for. */
    static Mono<Void> at(KillPoint point, ContextView call) {
        return call.<Standing>getOrEmpty(Standing.class).map(it -> it.at(point)).orElseGet(Mono::empty);
    }
}
