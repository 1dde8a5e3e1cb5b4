package gateway.packs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The packs of every kind there is. */
@Component
class KnownPacks {

    private final Map<String, InForce<?>> byName;

    KnownPacks(List<InForce<?>> packs, MeterRegistry meters) {
        this.byName = packs.stream().collect(Collectors.toUnmodifiableMap(InForce::name, Function.identity()));
        byName.forEach((name, pack) -> watch(name, pack, meters));
    }

    private static void watch(String name, InForce<?> pack, MeterRegistry meters) {
        Gauge.builder("oqim_pack_activation", pack, InForce::number)
                .description("The activation whose pack is in force on this node; 0 for the configured one")
                .tag("kind", name)
                .register(meters);
        Gauge.builder("oqim_pack_unreadable", pack, InForce::unreadable)
                .description("The activation whose pack should be in force and cannot be read on this node; 0 for none")
                .tag("kind", name)
                .register(meters);
    }

    Optional<InForce<?>> find(String kind) {
        return Optional.ofNullable(byName.get(kind));
    }

    Set<String> names() {
        return byName.keySet();
    }

    List<InForce<?>> all() {
        return List.copyOf(byName.values());
    }
}
