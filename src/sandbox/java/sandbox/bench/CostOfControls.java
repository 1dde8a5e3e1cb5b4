package sandbox.bench;

import static sandbox.bench.Bench.say;
import static sandbox.bench.Bench.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sandbox.crowd.Crowd;
import sandbox.crowd.Wire;
import sandbox.run.Installation;
import sandbox.run.Installation.Running;
import sandbox.run.Wiring;

/**
 * What it costs to ask everything about a payment: one node of an installation asks it, the other one does not, and
 * both are loaded in turns. A machine that is slow today is slow for both, and so only the ratio is a finding.
 */
final class CostOfControls {

    static final int NODES = 2;
    private static final int PLAIN = 1;
    private static final int ASKING = 2;
    private static final int TURNS = 6;
    private static final int SLICES = 3;
    private static final int WARM_UP_FACTOR = 8;

    private final BenchOptions options;
    private final Installation installation;
    private final Wire wire;
    private final Wire asking;
    private final Crowd crowd;
    private final List<Slice> slices = new ArrayList<>();

    CostOfControls(BenchOptions options, Installation installation, Running running, Wire wire, Crowd crowd) {
        this.options = options;
        this.installation = installation;
        this.wire = wire;
        this.asking = new Wire(running.nodes().get(ASKING - 1).plain());
        this.crowd = crowd;
    }

    /** The second node asks, the first one is the usual one. */
    static Wiring wiring(Wiring all) {
        return (node, settings) -> node == ASKING ? all.settings(node, settings) : settings;
    }

    /** So long one of the nodes was loaded. */
    private record Slice(int node, Load.Result result, Shares shares) {

        double millis() {
            return shares.ofProduct(node) * 1_000 / Math.max(1, result.paid());
        }
    }

    Bench.Compared run() {
        try (asking) {
            var warmUp = warmUp();
            var turn = Duration.ofMillis(options.seconds() * 1_000L / TURNS);
            var plain = new ArrayList<Slice>();
            var with = new ArrayList<Slice>();
            for (int i = 0; i < TURNS; i++) {
                // What grows or tires with time must not always come second.
                var first = i % 2 == 0 ? PLAIN : ASKING;
                for (int node : List.of(first, PLAIN + ASKING - first)) {
                    (node == PLAIN ? plain : with).add(slice("turn " + (i + 1), node, turn));
                }
            }
            return new Bench.Compared(
                    table(warmUp, plain, with),
                    slices.stream().mapToLong(it -> it.result().paid()).sum());
        }
    }

    /** Until payments get no cheaper, at most eight times as long as was said: compilers cost processors' time too. */
    private WarmUp warmUp() {
        var slice = Duration.ofMillis(options.warmUpSeconds() * 1_000L / SLICES);
        var warmUp = new WarmUp(SLICES * WARM_UP_FACTOR);
        while (!warmUp.isOver()) {
            warmUp.heard(slice("warm-up", PLAIN, slice).millis()
                    + slice("warm-up", ASKING, slice).millis());
        }
        say(warmUp.line());
        return warmUp;
    }

    private Slice slice(String name, int node, Duration time) {
        var way = node == PLAIN ? wire : asking;
        crowd.refresh(way);
        var before = Shares.of(installation.parts());
        var result = new Load(way, crowd)
                .closed(options.inFlight(), crowd.merchants().size(), time);
        var slice = new Slice(node, result, Shares.of(installation.parts()).minus(before));
        slices.add(slice);
        say(text(
                "%-8s %-16s %8.0f/s   %.3f CPU ms a payment%s",
                name,
                node == PLAIN ? "nothing asked" : "everything asked",
                result.perSecond(),
                slice.millis(),
                result.others().isEmpty() ? "" : "   otherwise: " + result.others()));
        return slice;
    }

    private static String table(WarmUp warmUp, List<Slice> plain, List<Slice> with) {
        var ratios = IntStream.range(0, TURNS)
                .mapToDouble(i -> with.get(i).millis() / plain.get(i).millis())
                .sorted()
                .toArray();
        return String.join(
                "\n",
                warmUp.line(),
                line("nothing asked", plain),
                line("everything asked", with),
                text(
                        "everything asked costs %.2f times as much CPU (middle of %d turns, %.2f to %.2f; 1.15 wanted)",
                        (ratios[(TURNS - 1) / 2] + ratios[TURNS / 2]) / 2, TURNS, ratios[0], ratios[TURNS - 1]));
    }

    private static String line(String name, List<Slice> of) {
        long paid = of.stream().mapToLong(it -> it.result().paid()).sum();
        var shares = of.stream().map(Slice::shares).reduce(Shares.NONE, Shares::plus);
        return text(
                "%-16s %,d payments, %,d answered otherwise; CPU ms a payment: %.3f of %s",
                name,
                paid,
                of.stream().mapToLong(it -> it.result().failed()).sum(),
                shares.ofProduct(of.getFirst().node()) * 1_000 / Math.max(1, paid),
                shares.perPayment(paid));
    }
}
