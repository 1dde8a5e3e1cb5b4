package loads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sandbox.chaos.Bank;
import sandbox.chaos.Customer;
import sandbox.chaos.OwnCores;
import sandbox.chaos.Reckoning;
import sandbox.run.StartFailure;
import sandbox.run.Wiring;

/**
 * {@code ./gateway load}: starts a bank, lets Gatling loose on it, and compares all books afterwards; status 0 when
 * every threshold was met and every book agrees.
 */
public final class Load {

    private static final int USAGE_STATUS = 2;
    private static final int CUSTOMERS = 40;
    private static final int MERCHANTS = 40;
    private static final int QUICK_PEOPLE = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration COLD_PATIENCE = Duration.ofMinutes(1);
    /** As of a proxy at the bank's edge: what was opened for a storm is still there when it comes. */
    private static final Wiring KEPT_LINES = Wiring.with(() -> Map.of("gateway.http.idle-timeout", "10m"));

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final LoadOptions options;

    private Load(LoadOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) {
        System.exit(load(arguments));
    }

    private static int load(String... arguments) {
        try {
            var options = LoadOptions.parse(arguments);
            if (options.plans().isEmpty()) {
                System.out.println(LoadOptions.usage());
                return 0;
            }
            return new Load(options).run() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + LoadOptions.usage());
            return USAGE_STATUS;
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            return USAGE_STATUS;
        }
    }

    /** Each scenario has a bank of its own, except when it is quick that counts. */
    private boolean run() {
        var runs = options.quick()
                ? List.of(options.plans())
                : options.plans().stream().map(List::of).toList();
        boolean passed = true;
        for (var plans : runs) {
            passed &= run(plans.stream().map(options::part).toList());
        }
        return passed;
    }

    private boolean run(List<World.Part> parts) {
        long began = System.nanoTime();
        var bank = Bank.open(1, null, KEPT_LINES);
        boolean passed = false;
        try {
            int people = options.quick() ? QUICK_PEOPLE : CUSTOMERS;
            var customers = bank.customers(people);
            var merchants = bank.merchants(options.quick() ? QUICK_PEOPLE : MERCHANTS);
            var title = title(parts);
            System.out.printf(
                    "%n%s%nA bank with %d customers and %d merchants is ready after %.0f s: %s%n",
                    title, people, merchants.size(), seconds(began), bank.folder());
            var folder = folder(parts);
            var world = world(bank, folder, parts, customers, merchants);
            attack(bank, parts, () -> GatlingProcess.run(world, folder, title, patience()));
            Files.delete(world);
            passed = judge(bank, Results.read(folder, customers));
            System.out.printf("%s after %.0f s%n", passed ? "PASS" : "FAIL", seconds(began));
            return passed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            bank.close(!passed);
        }
    }

    /** Three times as many as are served would take from the gateway what they cost themselves. */
    private void attack(Bank bank, List<World.Part> parts, Runnable gatling) {
        boolean apart = !options.quick() && OwnCores.exist() && parts.getFirst().plan() == Plan.OVERLOAD;
        if (!apart) {
            gatling.run();
            return;
        }
        OwnCores.divide(bank);
        try {
            gatling.run();
        } finally {
            OwnCores.unite();
        }
    }

    private Duration patience() {
        return options.quick() ? COLD_PATIENCE : PATIENCE;
    }

    private static boolean judge(Bank bank, Results results) {
        var reckoning = Reckoning.of(bank, results.told());
        System.out.printf(
                "  %,d payments acknowledged; stored %s; all final %.1f s after the load%n",
                results.told().size(),
                reckoning.states(),
                reckoning.finalAfter().toMillis() / 1e3);
        System.out.print(reckoning.verdict().text());
        System.out.print(results.unexpected());
        results.findings().forEach(finding -> System.out.println("  " + finding.row()));
        System.out.println("  report: " + results.report());
        return reckoning.verdict().isClean() && results.findings().stream().allMatch(Finding::reached);
    }

    private Path world(
            Bank bank, Path folder, List<World.Part> parts, List<Customer> customers, List<String> merchants) {
        var node = bank.running().nodes().getFirst();
        var people = IntStream.range(0, customers.size())
                .mapToObj(i -> person(i, customers.get(i)))
                .toList();
        var file = bank.folder().resolve("world.properties");
        new World(
                        node.tls(),
                        bank.running().sandbox(),
                        node.management(),
                        node.part().process().pid(),
                        folder,
                        options.warmUpSeconds(),
                        options.quick(),
                        parts,
                        people,
                        merchants)
                .write(file);
        return file;
    }

    private static Person person(int number, Customer customer) {
        return new Person(
                number,
                customer.phoneNumber(),
                customer.phone().device(),
                customer.phone().tokens(),
                customer.cards());
    }

    private static Path folder(List<World.Part> parts) throws IOException {
        var name = parts.size() == 1 ? parts.getFirst().plan().word() : "several";
        var stamp = LocalDateTime.now(ZoneOffset.UTC).format(STAMP);
        return Files.createDirectories(
                Path.of("loadtests", "target", "reports", name + "-" + stamp).toAbsolutePath());
    }

    private static String title(List<World.Part> parts) {
        return parts.stream()
                .map(part -> "%s: %d s at %s%,d/s"
                        .formatted(
                                part.plan().word(), part.seconds(), part.measured() ? "3 × peak, ≤ " : "", part.rate()))
                .collect(Collectors.joining(", "));
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
