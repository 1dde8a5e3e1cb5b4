package gateway.processors;

import gateway.cards.Scheme;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Schedulers;

/** Every rail there is, guarded. Ask here, never for the bare {@link Processor} beans. */
@Component
public class Processors {

    private final List<Processor> all;
    private final Map<String, Processor> byName;

    Processors(ObjectProvider<Processor> rails, GuardSettings settings, MeterRegistry registry, Clock clock) {
        var world = new GuardedProcessor.World(Schedulers.parallel(), System::nanoTime, clock, registry);
        this.all = rails.stream()
                .sorted(Comparator.comparing(Processor::name))
                .map(rail -> GuardedProcessor.around(rail, settings, world))
                .toList();
        this.byName = all.stream().collect(Collectors.toUnmodifiableMap(Processor::name, Function.identity()));
    }

    /** By name. */
    public List<Processor> all() {
        return all;
    }

    /** @param name as stored with a leg; empty when the rail is gone */
    public Optional<Processor> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<Processor> serving(Scheme scheme) {
        return all.stream().filter(rail -> rail.scheme() == scheme).toList();
    }
}
