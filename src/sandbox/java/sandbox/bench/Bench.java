package sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import sandbox.bench.BenchOptions.Comparison;
import sandbox.crowd.Crowd;
import sandbox.crowd.Wire;
import sandbox.embedded.Database;
import sandbox.embedded.Scratch;
import sandbox.run.Installation;
import sandbox.run.Installation.Running;
import sandbox.run.RunOptions;
import sandbox.run.StartFailure;
import sandbox.run.Wiring;

/**
 * {@code ./gateway bench}: starts everything in a folder of its own, lets customers pay, and says how fast it went,
 * what it cost, and whether all books agree afterwards.
 */
public final class Bench {

    private static final int MERCHANTS = 1_000;
    // Loggers are held weakly: without this one its level would be forgotten.
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    private final BenchOptions options;
    private final Installation installation;
    private final double alreadySeconds;

    private Bench(BenchOptions options, Installation installation) {
        this.options = options;
        this.installation = installation;
        this.alreadySeconds = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
    }

    public static void main(String[] arguments) {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(BenchOptions.USAGE);
            System.exit(2);
            return;
        }
        silenceLiquibase();
        System.exit(run(options, String.join(" ", arguments)));
    }

    private static int run(BenchOptions options, String arguments) {
        var folder = temporary();
        boolean pair = options.comparison() == Comparison.CONTROLS;
        var run = new RunOptions(RunOptions.freePort(), folder, true, pair ? CostOfControls.NODES : 1);
        var installation = Installation.in(run, wiring(options, run));
        var stop = new Thread(installation::close, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            boolean good = new Bench(options, installation).all(arguments);
            installation.close();
            Scratch.leave(folder, good);
            return good ? 0 : 1;
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Wiring wiring(BenchOptions options, RunOptions run) {
        var usual = options.controls() ? AllControls.in(run.data(), run.sandboxPort()) : Wiring.USUAL;
        return switch (options.comparison()) {
            case NONE -> usual;
            case COUNTERPARTIES -> Beside.wiring(usual);
            case CONTROLS -> CostOfControls.wiring(AllControls.in(run.data(), run.sandboxPort()));
        };
    }

    private boolean all(String arguments) throws IOException {
        if (options.comparison() != Comparison.NONE) {
            return compare(arguments);
        }
        var numbers = measure(arguments);
        if (options.json() != null) {
            Files.writeString(options.json(), numbers.json());
        }
        return numbers.booksAgree();
    }

    // The journal's own measurement migrates a database in this process, and Liquibase likes to talk.
    private static void silenceLiquibase() {
        System.setProperty("liquibase.showSummary", "OFF");
        LIQUIBASE.setLevel(Level.WARNING);
    }

    private Numbers measure(String arguments) {
        long began = System.nanoTime();
        var running = installation.start();
        double ready = alreadySeconds + (System.nanoTime() - began) / 1e9;
        var machine = Machine.describe(running.database());
        say("Ready after %.1f s (%s)".formatted(ready, machine));
        try (var wire = new Wire(running.nodes().getFirst().plain())) {
            var rounds = new Rounds(options, installation, running, wire, crowd(running, wire));
            var found = rounds.run();
            long memory = Machine.residentMb(gateway());
            var books = AgreeingBooks.of(running, found.acknowledged());
            say(books.text());
            double journal = JournalBench.ratio(running.database(), 3, Duration.ofSeconds(3));
            var numbers = found.numbers(journal, ready, memory, books.agree());
            say("\n./gateway bench %s\n%s\n\n%s\n%s".formatted(arguments, machine, numbers.table(), found.remarks()));
            if (options.stored() > 0) {
                say(withStored(running.database(), rounds));
            }
            return numbers;
        }
    }

    /** Whether the books agree after what was compared. */
    private boolean compare(String arguments) {
        var running = installation.start();
        var machine = Machine.describe(running.database());
        try (var wire = new Wire(running.nodes().getFirst().plain())) {
            var crowd = crowd(running, wire);
            var compared = options.comparison() == Comparison.CONTROLS
                    ? new CostOfControls(options, installation, running, wire, crowd).run()
                    : new Beside(options, installation, running, wire, crowd).run();
            var books = AgreeingBooks.of(running, compared.acknowledged());
            say("\n./gateway bench %s\n%s\n\n%s\n%s".formatted(arguments, machine, compared.table(), books.text()));
            return books.agree();
        }
    }

    /**
     * What a comparison found.
     *
     * @param table as it is printed
     * @param acknowledged payments that were told to be completed
     */
    record Compared(String table, long acknowledged) {}

    private String withStored(Database database, Rounds rounds) {
        var empty = rounds.most();
        long began = System.nanoTime();
        StoredPayments.fill(database, options.stored());
        say(text("%,d payments were stored in %.0f s", options.stored(), (System.nanoTime() - began) / 1e9));
        var full = rounds.most();
        return text(
                "with %,d payments stored: %.0f/s instead of %.0f = %.2f (TPC-B meanwhile %.0f instead of %.0f)",
                options.stored(),
                full.perSecond(),
                empty.perSecond(),
                full.perSecond() / empty.perSecond(),
                full.tpcb().orElse(0),
                empty.tpcb().orElse(0));
    }

    private Crowd crowd(Running running, Wire wire) {
        long began = System.nanoTime();
        var crowd = Crowd.gather(running, wire, options.customers(), MERCHANTS);
        say("%d customers signed in and linked a card, %d merchants were registered: %.1f s"
                .formatted(options.customers(), MERCHANTS, (System.nanoTime() - began) / 1e9));
        return crowd;
    }

    private ProcessHandle gateway() {
        return installation.parts().stream()
                .filter(part -> part.name().startsWith("gateway"))
                .findFirst()
                .orElseThrow()
                .process();
    }

    static void say(String words) {
        System.out.println(words);
    }

    static Path temporary() {
        return Scratch.folder("oqim-bench");
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
