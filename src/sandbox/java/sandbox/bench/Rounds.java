package sandbox.bench;

import static sandbox.bench.Bench.say;
import static sandbox.bench.Bench.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import sandbox.crowd.Crowd;
import sandbox.crowd.Wire;
import sandbox.run.Installation;
import sandbox.run.Installation.Running;

/** Everything is measured in turns, so that a busy neighbour disturbs all of it alike. */
final class Rounds {

    private static final int TURNS = 2;
    private static final int TPCB_SECONDS = 10;
    private static final int SLICES = 3;
    private static final int WARM_UP_FACTOR = 4;

    private final BenchOptions options;
    private final Installation installation;
    private final Running running;
    private final Wire wire;
    private final Crowd crowd;
    private final Load load;
    private final List<Load.Result> all = new ArrayList<>();
    private final List<Load.Result> cold = new ArrayList<>();
    private final List<Load.Result> hot = new ArrayList<>();
    private final List<Double> tpcb = new ArrayList<>();
    private Shares shares = Shares.NONE;

    Rounds(BenchOptions options, Installation installation, Running running, Wire wire, Crowd crowd) {
        this.options = options;
        this.installation = installation;
        this.running = running;
        this.wire = wire;
        this.crowd = crowd;
        this.load = new Load(wire, crowd);
    }

    /**
     * What was found.
     *
     * @param rail the time the rails took at half load, mean
     * @param shares of CPU during the payments to 1,000 merchants
     */
    record Found(
            List<Load.Result> all,
            List<Load.Result> cold,
            List<Load.Result> hot,
            List<Double> tpcb,
            Shares shares,
            Load.Result half,
            RailTime rail) {

        long acknowledged() {
            return all.stream().mapToLong(Load.Result::paid).sum();
        }

        Numbers numbers(double journalRatio, double readySeconds, long rssMb, boolean agree) {
            double tps = rate(cold);
            return new Numbers(
                    tps,
                    tpcb.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(tps / tpcbMean()),
                    shares.ofProduct() * 1_000 / paid(cold),
                    journalRatio,
                    rate(hot) / tps,
                    half.latencyMillis(50) - rail.meanMillis(),
                    half.latencyMillis(99) - rail.meanMillis(),
                    readySeconds,
                    rssMb,
                    agree);
        }

        String remarks() {
            return String.join(
                    "\n",
                    text("pgbench TPC-B %,.0f/s (%d times, in turns with the payments)", tpcbMean(), tpcb.size()),
                    "CPU ms a payment: " + shares.perPayment(paid(cold)),
                    text(
                            "half load %,.0f/s: p50 %.2f, p99 %.2f, max %.1f ms from the intended start; of that the"
                                    + " rails took %.2f ms (mean by the gateway's oqim_rail_requests)",
                            half.perSecond(),
                            half.latencyMillis(50),
                            half.latencyMillis(99),
                            half.latencyMillis(100),
                            rail.meanMillis()),
                    text(
                            "%,d payments acknowledged, %,d requests answered otherwise",
                            acknowledged(),
                            all.stream().mapToLong(Load.Result::failed).sum()));
        }

        private double tpcbMean() {
            return tpcb.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }

        private static long paid(List<Load.Result> results) {
            return results.stream().mapToLong(Load.Result::paid).sum();
        }

        private static double rate(List<Load.Result> results) {
            return paid(results)
                    / results.stream().mapToDouble(Load.Result::seconds).sum();
        }
    }

    Found run() {
        var yardstick = TpcB.on(running.database());
        if (yardstick.isEmpty()) {
            say("pgbench is not installed (Debian: postgresql-contrib), so nothing is compared with TPC-B");
        }
        warmUp();
        var turn = Duration.ofMillis(options.seconds() * 1_000L / TURNS);
        compare(yardstick);
        for (int i = 0; i < TURNS; i++) {
            cold(turn);
            compare(yardstick);
            hot.add(keep("one merchant", closed(1, turn)));
        }
        compare(yardstick);
        return half(cold.stream().mapToDouble(Load.Result::perSecond).average().orElseThrow() / 2);
    }

    /** What is possible now: payments to 1,000 merchants a second, and what that is of TPC-B before and after them. */
    Share most() {
        var yardstick = TpcB.again(running.database());
        int before = tpcb.size();
        compare(yardstick);
        double rate = keep("1,000 merchants", closed(crowd.merchants().size(), Duration.ofSeconds(options.seconds())))
                .perSecond();
        compare(yardstick);
        return new Share(
                rate,
                tpcb.stream().skip(before).mapToDouble(Double::doubleValue).average());
    }

    /** @param tpcb transactions a second by pgbench in the same minute; empty when it is not installed */
    record Share(double perSecond, OptionalDouble tpcb) {}

    /** At least as long as was said, and then until it gets no faster: compilers need CPU that others may be using. */
    private void warmUp() {
        var slice = Duration.ofMillis(options.warmUpSeconds() * 1_000L / SLICES);
        var warmUp = new WarmUp(SLICES * WARM_UP_FACTOR);
        while (!warmUp.isOver()) {
            warmUp.heard(1_000
                    / keep("warm-up", closed(crowd.merchants().size(), slice)).perSecond());
        }
        say(warmUp.line());
    }

    private void cold(Duration turn) {
        var before = Shares.of(installation.parts());
        cold.add(keep("1,000 merchants", closed(crowd.merchants().size(), turn)));
        shares = shares.plus(Shares.of(installation.parts()).minus(before));
    }

    private Load.Result closed(int merchants, Duration time) {
        crowd.refresh(wire);
        return load.closed(options.inFlight(), merchants, time);
    }

    private Found half(double perSecond) {
        crowd.refresh(wire);
        keep("settle", load.open(perSecond, crowd.merchants().size(), Duration.ofSeconds(3)));
        var before = RailTime.of(running.nodes().getFirst());
        var half = load.open(perSecond, crowd.merchants().size(), Duration.ofSeconds(options.seconds()));
        var rail = RailTime.of(running.nodes().getFirst()).minus(before);
        keep("half load", half);
        return new Found(all, cold, hot, tpcb, shares, half, rail);
    }

    private void compare(Optional<TpcB> yardstick) {
        yardstick.ifPresent(it -> {
            double rate = it.perSecond(TPCB_SECONDS);
            tpcb.add(rate);
            say(text("%-16s %,8.0f/s   load %s", "pgbench TPC-B", rate, Machine.load()));
        });
    }

    private Load.Result keep(String name, Load.Result result) {
        all.add(result);
        say(text(
                "%-16s %,8.0f/s   p50 %7.2f ms, p99 %7.2f ms   load %s%s",
                name,
                result.perSecond(),
                result.latencyMillis(50),
                result.latencyMillis(99),
                Machine.load(),
                result.others().isEmpty() ? "" : "   otherwise: " + result.others()));
        return result;
    }
}
