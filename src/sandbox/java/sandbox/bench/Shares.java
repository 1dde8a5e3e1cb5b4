package sandbox.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sandbox.run.Part;

/**
 * Seconds of CPU by who used them.
 *
 * @param byName gateway, postgres, redis, sandbox and generator, in this order
 */
record Shares(Map<String, Double> byName) {

    private static final String GENERATOR = "generator";
    private static final List<String> STORES = List.of("postgres", "redis");

    static final Shares NONE = new Shares(Map.of());

    /** So far. */
    static Shares of(List<Part> parts) {
        var seconds = new LinkedHashMap<String, Double>();
        for (var part : parts) {
            seconds.put(part.name(), Cpu.ofFamily(part.process()));
        }
        seconds.put(GENERATOR, Cpu.ofThisProcess());
        return new Shares(seconds);
    }

    Shares minus(Shares before) {
        return combined(before, -1);
    }

    Shares plus(Shares other) {
        return combined(other, 1);
    }

    /** The first gateway, PostgreSQL and Redis together, without the sandbox and the generator. */
    double ofProduct() {
        return ofProduct(1);
    }

    /** @param node which gateway */
    double ofProduct(int node) {
        return byName.getOrDefault("gateway-" + node, 0.0)
                + STORES.stream()
                        .mapToDouble(name -> byName.getOrDefault(name, 0.0))
                        .sum();
    }

    /** Everything, what only plays the others included. */
    double ofAll() {
        return byName.values().stream().mapToDouble(it -> it).sum();
    }

    /** Such as {@code gateway-1 0.210, postgres 0.070}: milliseconds for each of so many payments. */
    String perPayment(long payments) {
        return byName.entrySet().stream()
                .map(it -> "%s %.3f".formatted(it.getKey(), it.getValue() * 1_000 / payments))
                .collect(Collectors.joining(", "));
    }

    private Shares combined(Shares other, int sign) {
        var names = new LinkedHashMap<>(other.byName);
        names.putAll(byName);
        names.replaceAll((name, _) -> byName.getOrDefault(name, 0.0) + sign * other.byName.getOrDefault(name, 0.0));
        return new Shares(names);
    }

    @Override
    public String toString() {
        return byName.entrySet().stream()
                .map(it -> String.format(Locale.ROOT, "%s %.1f s", it.getKey(), it.getValue()))
                .collect(Collectors.joining(", "));
    }
}
