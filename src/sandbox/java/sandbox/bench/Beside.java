package sandbox.bench;

import static sandbox.bench.Bench.say;
import static sandbox.bench.Bench.text;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import sandbox.crowd.Crowd;
import sandbox.crowd.Wire;
import sandbox.operators.Tellers;
import sandbox.run.DemoPartner;
import sandbox.run.Installation;
import sandbox.run.Installation.Running;
import sandbox.run.Wiring;

/**
 * Card payments alone and card payments while every counterparty is at work, in turns: operators call, a partner is
 * told of each payment, and a rail's file is imported and compared. Half of the merchants are the partner's, so that
 * the other half's payments are told to nobody.
 */
final class Beside {

    private static final int TURNS = 2;
    // Of each operator.
    private static final int CALLS_PER_SECOND = 100;
    private static final int FLOOD_PER_SECOND = 250;
    private static final int WARM_UP_SLICES = 3;
    private static final int PHONES = 50;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String TELLING = """
        select coalesce(sum(last_number), 0), (select count(*) from webhooks.delivery where state = 'waiting')
          from webhooks.partner
        """;

    private final BenchOptions options;
    private final Installation installation;
    private final Running running;
    private final Wire wire;
    private final Crowd crowd;
    private final Load alone;
    private final Load told;
    private final int merchants;
    private final ReconcilingOffice office;
    private final OperatorTraffic operators;
    private final List<Load.Result> all = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    Beside(BenchOptions options, Installation installation, Running running, Wire wire, Crowd crowd) {
        this.options = options;
        this.installation = installation;
        this.running = running;
        this.wire = wire;
        this.crowd = crowd;
        this.merchants = crowd.merchants().size() / 2;
        var ofPartner = crowd.merchants().subList(merchants, crowd.merchants().size());
        this.alone = new Load(wire, new Crowd(crowd.payers(), crowd.merchants().subList(0, merchants)));
        this.told = new Load(wire, new Crowd(crowd.payers(), ofPartner));
        var gateway = running.nodes().getFirst().plain();
        DemoPartner.in(running, ofPartner);
        this.office = new ReconcilingOffice(running);
        var secrets = Tellers.secretsIn(running.home().folder());
        this.operators = new OperatorTraffic(
                gateway,
                Tellers.names().stream()
                        .map(name -> Tellers.of(name, secrets.apply(name)))
                        .toList(),
                phones(options.customers()));
    }

    /** The same nodes, who compare books as well. */
    static Wiring wiring(Wiring usual) {
        return (node, settings) -> {
            var all = new TreeMap<>(usual.settings(node, settings));
            all.put("gateway.reconciliation.pack", "classpath:reconciliation/sample.yaml");
            // The partner is on this machine.
            all.put("gateway.webhooks.reach.loopback", "true");
            return all;
        };
    }

    // As the crowd signs in.
    private static List<String> phones(int customers) {
        return IntStream.range(0, Math.min(PHONES, customers))
                .mapToObj(n -> "99890" + (1_000_000 + n))
                .toList();
    }

    /** One column of the table. */
    private record Column(
            String name, double perSecond, double p50, double p99, double worst, Shares shares, long paid) {

        static Column of(String name, Load.Result result, Shares shares) {
            return new Column(
                    name,
                    result.perSecond(),
                    result.latencyMillis(50),
                    result.latencyMillis(99),
                    result.latencyMillis(100),
                    shares,
                    result.paid());
        }

        String line() {
            return text(
                    "%-44s %8.0f/s   p50 %7.2f   p99 %7.2f   max %8.1f ms   gateway + PostgreSQL + Redis %.3f CPU ms",
                    name, perSecond, p50, p99, worst, shares.ofProduct() * 1_000 / Math.max(1, paid));
        }
    }

    Bench.Compared run() {
        try (operators) {
            warmUp();
            var columns = new ArrayList<Column>();
            var turn = Duration.ofMillis(options.seconds() * 1_000L / TURNS);
            double most = 0;
            for (int i = 1; i <= TURNS; i++) {
                columns.add(alone("alone, as fast as they are answered, " + i, () -> closed(alone, turn)));
                var with = besides("beside counterparties, the same, " + i, CALLS_PER_SECOND, () -> closed(told, turn));
                most += with.perSecond() / TURNS;
                columns.add(with);
            }
            // Of what the machine can do while the others work too: more would measure how it is overloaded. At an
            // eighth of it there is room for everybody, so whatever is slower there stands in a line with others.
            columns.addAll(atRate("half", most / 2));
            columns.addAll(atRate("an eighth", most / 8));
            remarks.add(webhooks());
            var table = String.join("\n", columns.stream().map(Column::line).toList());
            return new Bench.Compared(
                    table + "\n" + String.join("\n", remarks),
                    all.stream().mapToLong(Load.Result::paid).sum());
        }
    }

    // The counterparties' code has to be compiled as well.
    private void warmUp() {
        var slice = Duration.ofMillis(options.warmUpSeconds() * 1_000L / WARM_UP_SLICES);
        for (int i = 0; i < WARM_UP_SLICES; i++) {
            alone("warm-up alone", () -> closed(alone, slice));
            besides("warm-up beside counterparties", CALLS_PER_SECOND, () -> closed(told, slice));
        }
        remarks.clear();
    }

    private Column alone(String name, Supplier<Load.Result> load) {
        untilAllIsTold();
        return measured(name, load);
    }

    private List<Column> atRate(String name, double perSecond) {
        var length = Duration.ofSeconds(options.seconds());
        var before = alone("alone at " + name, () -> open(alone, perSecond, length));
        var with = besides("beside counterparties at " + name, CALLS_PER_SECOND, () -> open(told, perSecond, length));
        double theirs = (with.shares().ofAll() - before.shares().ofAll()) / options.seconds();
        return List.of(
                before,
                with,
                flooded("alone at " + name + ", and a flood of operators", () -> open(alone, perSecond, length)),
                laden("alone at " + name + ", and as much other work", theirs, () -> open(alone, perSecond, length)),
                alone("alone at " + name + ", again", () -> open(alone, perSecond, length)));
    }

    // What is slower beside counterparties than here stands in a line with them; the rest is what processors are for.
    private Column laden(String name, double processors, Supplier<Load.Result> load) {
        untilAllIsTold();
        var ballast = Ballast.of(processors);
        try {
            return measured(name, load);
        } finally {
            ballast.end();
            remarks.add(text("%s: %.2f processors", name, processors));
        }
    }

    private Column flooded(String name, Supplier<Load.Result> load) {
        untilAllIsTold();
        var flood = operators.begin(FLOOD_PER_SECOND);
        try {
            return measured(name, load);
        } finally {
            remarks.add(name + ": operators " + flood.end());
        }
    }

    private Column besides(String name, double calls, Supplier<Load.Result> load) {
        untilAllIsTold();
        var shift = office.begin();
        var traffic = operators.begin(calls);
        try {
            return measured(name, load);
        } finally {
            remarks.add(name + ": operators " + traffic.end());
            remarks.add(name + ": reconciliation " + shift.end());
        }
    }

    private Column measured(String name, Supplier<Load.Result> load) {
        crowd.refresh(wire);
        var before = Shares.of(installation.parts());
        var result = load.get();
        var column = Column.of(name, result, Shares.of(installation.parts()).minus(before));
        all.add(result);
        say(column.line() + "   load " + Machine.load()
                + (result.others().isEmpty() ? "" : "   otherwise: " + result.others()));
        return column;
    }

    private Load.Result closed(Load load, Duration time) {
        return load.closed(options.inFlight(), merchants, time);
    }

    private Load.Result open(Load load, double perSecond, Duration time) {
        return load.open(perSecond, merchants, time);
    }

    // Who measures payments alone must not measure what the partner has still to be told of the ones before.
    private void untilAllIsTold() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        var seen = telling();
        var before = new Telling(-1, -1);
        while (seen.waiting() > 0 || !seen.equals(before)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("The partner is not told of everything: " + seen);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            before = seen;
            seen = telling();
        }
    }

    private record Telling(long collected, long waiting) {}

    private Telling telling() {
        try (var connection = running.database().jdbc();
                var row = connection.createStatement().executeQuery(TELLING)) {
            row.next();
            return new Telling(row.getLong(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String webhooks() {
        try (var connection = running.database().jdbc();
                var rows = connection
                        .createStatement()
                        .executeQuery("select state, count(*) from webhooks.delivery group by state order by state")) {
            var text = new StringBuilder("webhooks by state:");
            while (rows.next()) {
                text.append(' ').append(rows.getString(1)).append(' ').append(rows.getLong(2));
            }
            return text.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
