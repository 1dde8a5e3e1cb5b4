package sandbox.simulation;

import gateway.limits.CountStore;
import gateway.limits.CounterKey;
import gateway.shared.ids.PaymentId;
import java.util.List;
import reactor.core.publisher.Mono;

/** How a node reads what was counted: a moment later, and never after its death. */
final class NodeCounts implements CountStore {

    private final World world;
    private final Node node;

    NodeCounts(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public Mono<Kept> keptOf(PaymentId payment) {
        return Mono.create(sink -> node.after(1, () -> sink.success(world.database.limits.keptOf(payment.value()))));
    }

    @Override
    public Mono<List<Long>> used(List<CounterKey> keys) {
        return Mono.create(sink -> node.after(
                1,
                () -> sink.success(
                        keys.stream().map(world.database.limits::used).toList())));
    }
}
