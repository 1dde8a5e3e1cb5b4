package sandbox.drill;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person may choose.
 *
 * @param seconds how long each drill keeps up its load
 * @param rate payments asked for in a second, whatever comes back
 * @param seed the same one draws the same orders, faults and moments
 * @param json where the result is written too; null for nowhere
 * @param data null for a temporary folder that is deleted after a passed drill
 */
record DrillOptions(
        List<Target> targets,
        int seconds,
        int rate,
        long seed,
        @Nullable Path json,
        Optional<Sabotage> sabotage,
        @Nullable Path data) {

    static final String USAGE = "usage: ./gateway drill [gateway|postgres|redis|revocation|all] [--seconds N]"
            + " [--rate N] [--seed N] [--json FILE] [--sabotage lost|doubled] [--data DIR]";

    /** What is killed. */
    enum Target {
        GATEWAY,
        POSTGRES,
        REDIS,
        REVOCATION;

        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static DrillOptions parse(String... arguments) {
        var rest = new ArrayDeque<>(List.of(arguments));
        var targets = new ArrayList<Target>();
        var options = new DrillOptions(List.of(), 40, 200, 1, null, Optional.empty(), null);
        while (!rest.isEmpty()) {
            var name = rest.poll();
            if (name.startsWith("--")) {
                options = options.with(name, Optional.ofNullable(rest.poll()).orElse(""));
            } else if (name.equals("all")) {
                targets.addAll(List.of(Target.values()));
            } else {
                targets.add(Target.valueOf(name.toUpperCase(java.util.Locale.ROOT)));
            }
        }
        return options.at(targets.isEmpty() ? List.of(Target.values()) : List.copyOf(targets));
    }

    private DrillOptions with(String name, String value) {
        return switch (name) {
            case "--seconds" -> new DrillOptions(targets, Integer.parseInt(value), rate, seed, json, sabotage, data);
            case "--rate" -> new DrillOptions(targets, seconds, Integer.parseInt(value), seed, json, sabotage, data);
            case "--seed" -> new DrillOptions(targets, seconds, rate, Long.parseLong(value), json, sabotage, data);
            case "--json" -> new DrillOptions(targets, seconds, rate, seed, Path.of(value), sabotage, data);
            case "--sabotage" ->
                new DrillOptions(targets, seconds, rate, seed, json, Optional.of(Sabotage.named(value)), data);
            case "--data" -> new DrillOptions(targets, seconds, rate, seed, json, sabotage, Path.of(value));
            default -> throw new IllegalArgumentException("There is no option " + name);
        };
    }

    private DrillOptions at(List<Target> chosen) {
        return new DrillOptions(chosen, seconds, rate, seed, json, sabotage, data);
    }
}
