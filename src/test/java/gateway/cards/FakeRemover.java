package gateway.cards;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** UZCARD as if its tokens paid by themselves: it forgets them, unless a test wants something else first. */
final class FakeRemover implements TokenRemover {

    final List<String> asked = new CopyOnWriteArrayList<>();
    final Queue<Mono<Boolean>> first = new ArrayDeque<>();

    @Override
    public Scheme scheme() {
        return Scheme.UZCARD;
    }

    @Override
    public Mono<Boolean> remove(String railToken) {
        return Mono.defer(() -> {
            asked.add(railToken);
            var wanted = first.poll();
            return wanted == null ? Mono.just(true) : wanted;
        });
    }
}
