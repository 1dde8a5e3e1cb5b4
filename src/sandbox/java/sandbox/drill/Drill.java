package sandbox.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sandbox.drill.DrillOptions.Target;
import sandbox.run.StartFailure;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./gateway drill}: breaks a whole bank on purpose; status 0 when no money was lost or doubled. */
public final class Drill {

    private static final int USAGE_STATUS = 2;
    private static final int CUSTOMERS = 40;
    private static final int MERCHANTS = 100;

    private final DrillOptions options;
    private final List<Map<String, Object>> results = new ArrayList<>();
    private boolean passed = true;

    private Drill(DrillOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(drill(arguments));
    }

    private static int drill(String... arguments) throws Exception {
        DrillOptions options;
        try {
            options = DrillOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(DrillOptions.USAGE);
            return USAGE_STATUS;
        }
        try {
            return new Drill(options).run() ? 0 : 1;
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            return USAGE_STATUS;
        }
    }

    private boolean run() throws SQLException, IOException, InterruptedException {
        long began = System.nanoTime();
        var money = options.targets().stream()
                .filter(target -> target != Target.REVOCATION)
                .toList();
        if (!money.isEmpty()) {
            moneyDrills(money);
        }
        if (options.targets().contains(Target.REVOCATION)) {
            revocationDrill();
        }
        if (options.json() != null) {
            Files.writeString(
                    options.json(),
                    JsonMapper.shared().writeValueAsString(Map.of("passed", passed, "drills", results)) + "\n");
        }
        System.out.printf("%s in %d s%n", passed ? "PASS" : "FAIL", (System.nanoTime() - began) / 1_000_000_000L);
        return passed;
    }

    private void moneyDrills(List<Target> targets) throws SQLException, InterruptedException {
        var bank = Bank.open(1, options.data());
        try {
            var customers = bank.customers(CUSTOMERS);
            var merchants = bank.merchants(MERCHANTS);
            System.out.printf(
                    "A bank with %d customers and %d merchants in %s; %d payments/s, 10 %% rail faults, seed %d%n",
                    CUSTOMERS, MERCHANTS, bank.folder(), options.rate(), options.seed());
            var drill = new MoneyDrill(bank, options, customers, merchants);
            for (var target : targets) {
                System.out.printf("%n%s: %d s of load%n", target.wireName(), options.seconds());
                var result = drill.run(target);
                System.out.print(result.text());
                add(result.json(), result.isPassed());
            }
        } finally {
            bank.close(!passed);
        }
    }

    private void revocationDrill() {
        var bank = Bank.open(2, options.data() == null ? null : options.data().resolve("revocation"));
        try {
            System.out.println("\nrevocation: two nodes over the same stores");
            var drill = new RevocationDrill(bank);
            drill.run();
            drill.lines().forEach((name, value) -> System.out.printf("  %-38s %s%n", name, value));
            System.out.print(drill.verdict().text());
            boolean good = drill.verdict().isClean();
            System.out.printf("  revocation %s%n", good ? "PASS" : "FAIL");
            add(
                    Map.of(
                            "drill",
                            "revocation",
                            "passed",
                            good,
                            "measured",
                            drill.lines(),
                            "violations",
                            drill.verdict().counts()),
                    good);
        } finally {
            bank.close(!passed);
        }
    }

    private void add(Map<String, Object> result, boolean good) {
        results.add(result);
        passed &= good;
    }
}
