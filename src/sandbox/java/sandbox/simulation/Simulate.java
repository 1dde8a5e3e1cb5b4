package sandbox.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./gateway simulate}: runs seeds; status 0 when no invariant broke and every scary state was seen. */
public final class Simulate {

    private static final int USAGE_STATUS = 2;
    private static final int SEEDS = 2_000;

    /** The rarest planted bug needs some thousands; this is far more. */
    private static final int PLANTED_SEEDS = 20_000;

    private static final int TRACE_MOST = 200;
    private static final int LINE_MOST = 160;

    private final PrintStream out;
    private final Sights sights = new Sights();
    private int violations;

    private Simulate(PrintStream out) {
        this.out = out;
    }

    /**
     * @param from the first seed
     * @param single only this seed, with its trace; null for all of them
     * @param only planted bugs in whose name this is found; null for all
     */
    private record Options(
            long from,
            int seeds,
            @Nullable Long single,
            Set<String> flags,
            @Nullable Pattern only,
            @Nullable Path json) {

        private static final Set<String> FLAGS = Set.of("--planted", "--note", "--hashes", "--access", "--clocks");

        static Options parse(String... arguments) {
            int seeds = List.of(arguments).contains("--planted") ? PLANTED_SEEDS : SEEDS;
            long from = 1;
            Long single = null;
            Pattern only = null;
            Path json = null;
            var flags = new HashSet<String>();
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--seeds" -> seeds = Integer.parseInt(arguments[++i]);
                    case "--from" -> from = Long.parseLong(arguments[++i]);
                    case "--seed" -> single = Long.valueOf(arguments[++i]);
                    case "--only" -> only = Pattern.compile(arguments[++i]);
                    case "--json" -> json = Path.of(arguments[++i]);
                    case String flag when FLAGS.contains(flag) -> flags.add(flag);
                    default -> throw new IllegalArgumentException("Not an option: " + arguments[i]);
                }
            }
            return single == null
                    ? new Options(from, seeds, null, Set.copyOf(flags), only, json)
                    : new Options(single, 1, single, Set.copyOf(flags), only, json);
        }

        boolean wants(String bug) {
            return only == null || only.matcher(bug).find();
        }

        boolean access() {
            return has("--access");
        }

        boolean has(String flag) {
            return flags.contains(flag);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println(e.getMessage());
            System.err.println("simulate [--seeds N [--from S]] [--seed S] [--access [--clocks]] [--hashes]"
                    + " [--planted [--only BUG] [--note]] [--json FILE]");
            System.exit(USAGE_STATUS);
            return;
        }
        // What the product logs about the faults would drown the result.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        AgendaTimers.install();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var simulate = new Simulate(out);
        System.exit((options.has("--planted") ? simulate.planted(options) : simulate.seeds(options)) ? 0 : 1);
    }

    private boolean seeds(Options options) throws IOException {
        long began = System.nanoTime();
        try (var runs = new Seeds<>(
                options.from(),
                options.seeds(),
                it -> Run.of(it, Plant.NONE, options.access(), options.has("--clocks")))) {
            while (runs.hasNext()) {
                tell(runs.next(), options);
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return summary(options, seconds);
    }

    /** A seed that was run to its end, or to where something broke. */
    private record Run(long seed, World world, Optional<Violation> violation) {

        static Run of(long seed, Plant plant, boolean access, boolean clocks) {
            var world = new World(seed, plant, access, clocks);
            try {
                world.run();
                return new Run(seed, world, Optional.empty());
            } catch (Violation e) {
                return new Run(seed, world, Optional.of(e));
            } catch (RuntimeException e) {
                return new Run(seed, world, Optional.of(new Violation("no unexpected error", String.valueOf(e))));
            }
        }
    }

    private void tell(Run run, Options options) {
        boolean alone = options.single() != null;
        sights.add(run.world().sights);
        if (options.has("--hashes")) {
            out.printf("seed %d trace %016x%n", run.seed(), run.world().agenda.hash());
        }
        if (run.violation().isPresent()) {
            violations++;
            report(run.seed(), run.world(), run.violation().get(), violations == 1 || alone);
        } else if (alone) {
            run.world().agenda.trace().forEach(out::println);
        }
    }

    private boolean summary(Options options, double seconds) throws IOException {
        sights.counts().forEach((sight, count) -> out.printf("  %-38s %9d%n", sight, count));
        boolean complete =
                options.single() != null || sights.missing(options.access()).isEmpty();
        if (!complete) {
            out.println("never seen: " + sights.missing(options.access()));
        }
        out.printf(
                "%d seeds in %.1f s (%.0f a second), %d of %d scary states seen, %d violations%n",
                options.seeds(),
                seconds,
                options.seeds() / seconds,
                sights.counts().size(),
                Sight.all(options.access()).size(),
                violations);
        var json = options.json();
        if (json != null) {
            var result = new LinkedHashMap<String, Object>();
            result.put("trials", options.seeds());
            result.put("violations", violations);
            result.put("bound", violations == 0 ? 3.0 / options.seeds() : null);
            result.put("seconds", seconds);
            result.put("seen", sights.counts());
            Files.write(json, JsonMapper.builder().build().writeValueAsBytes(result));
        }
        return violations == 0 && complete;
    }

    /** Each planted bug must be found within the seeds. */
    private boolean planted(Options options) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        var missed = new ArrayList<String>();
        for (var plant : Stream.of(Plant.values())
                .skip(1)
                .filter(it -> !options.access() && options.wants(it.name()))
                .toList()) {
            tell(plant.name(), firstViolation(plant, 1, options.seeds(), false, false), found, missed);
        }
        for (var bug : PlantedBug.all().stream()
                .filter(it -> options.wants(it.name()) && (it.isOfAccess() || !options.access()))
                .toList()) {
            try (var wrong = WrongProduct.of(bug)) {
                var violation = wrong.firstViolation(bug.rare(), options.seeds(), bug.isOfAccess(), bug.isOfClocks());
                tell(bug.name(), violation, found, missed);
                if (violation != null) {
                    look(bug, violation, options.has("--note"));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(bug.name(), e);
            }
        }
        out.printf("%d of %d planted bugs found%n", found.size(), found.size() + missed.size());
        var json = options.json();
        if (json != null) {
            Files.write(json, JsonMapper.builder().build().writeValueAsBytes(found));
        }
        return missed.isEmpty();
    }

    private void tell(String bug, @Nullable String violation, Map<String, String> found, List<String> missed) {
        if (violation == null) {
            missed.add(bug);
        } else {
            found.put(bug, violation);
        }
        out.printf("%-44s %s%n", bug, violation == null ? "NOT FOUND" : "found by " + violation);
    }

    /** The simulation has changed since a seed was noted, and with it what each seed does: the whole search is lost. */
    private void look(PlantedBug bug, String violation, boolean note) throws IOException {
        long seed = seed(violation);
        boolean soon = bug.rare() == 0 && seed < PlantedBug.SOON;
        if (seed == bug.rare() || soon) {
            return;
        }
        if (note) {
            bug.note(seed);
        } else {
            out.printf("%-44s not noted: simulate --planted --note%n", "");
        }
    }

    private static long seed(String violation) {
        return Long.parseLong(violation.substring("seed ".length(), violation.indexOf(':')));
    }

    /** Also called in a product with a planted bug, see {@link WrongProduct}. */
    static @Nullable String firstViolation(long before, int seeds, boolean access, boolean clocks) {
        AgendaTimers.install();
        // One alone: it finds most of them, and whatever ran ahead would be in vain.
        var soon = firstViolation(Plant.NONE, Math.max(before, 1), 1, access, clocks);
        return soon != null ? soon : firstViolation(Plant.NONE, 1, seeds, access, clocks);
    }

    private static @Nullable String firstViolation(Plant plant, long from, int seeds, boolean access, boolean clocks) {
        try (var runs = new Seeds<>(from, seeds, it -> Run.of(it, plant, access, clocks))) {
            while (runs.hasNext()) {
                var run = runs.next();
                if (run.violation().isPresent()) {
                    return "seed %d: %.140s"
                            .formatted(run.seed(), run.violation().get().getMessage());
                }
            }
        }
        return null;
    }

    private void report(long seed, World world, Violation violation, boolean withTrace) {
        out.println("VIOLATION seed " + seed + ": " + violation.getMessage());
        if (withTrace) {
            var trace = world.agenda.trace();
            var message = String.valueOf(violation.getMessage());
            var key = world.clients.stream()
                    .filter(client -> message.contains(client.key))
                    .findFirst();
            var lines = key.isEmpty() ? trace : about(world, key.get());
            lines.stream()
                    .skip(Math.max(0, lines.size() - TRACE_MOST))
                    .map(line -> line.substring(0, Math.min(line.length(), LINE_MOST)))
                    .forEach(out::println);
        }
    }

    private static List<String> about(World world, Client client) {
        var requests = world.database.payments.values().stream()
                .map(row -> row.payment())
                .filter(payment -> payment.key().equals(client.key))
                .flatMap(payment -> Stream.of(11, 12)
                        .map(leg -> gateway.shared.ids.TimeOrderedIds.derive(
                                        payment.id().value(), leg)
                                .toString()))
                .toList();
        return world.agenda.trace().stream()
                .filter(line -> line.contains(client.key)
                        || line.contains(" crashes")
                        || line.contains(" stands still")
                        || line.contains("database")
                        || line.contains("heals")
                        || requests.stream().anyMatch(line::contains))
                .toList();
    }
}
