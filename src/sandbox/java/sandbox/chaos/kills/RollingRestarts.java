package sandbox.chaos.kills;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.run.Wiring;

/**
 * Asks the nodes in turn to end and starts them again, behind a load balancer that looks at their readiness. Customers
 * obey GOAWAY; nothing may happen to them.
 */
public final class RollingRestarts implements Campaign {

    private static final int PER_ROUND = 10;
    // As a rollout does: a node that has just become ready compiles what it does until it has done it often enough.
    private static final Duration SETTLES = Duration.ofSeconds(10);
    // Longer than the balancer takes to see it.
    private static final Wiring DRAINING = Wiring.with(() -> Map.of("gateway.http.drain-pause", "2s"));
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "rolling-restarts";
    }

    @Override
    public String purpose() {
        return "SIGTERM to one node, then to the other, under load; no client may see an error";
    }

    @Override
    public int trials() {
        return 50;
    }

    @Override
    public int quickTrials() {
        return 4;
    }

    @Override
    public Outcome run(Setting setting) {
        var conditions = Conditions.usual().withRailFaults(0).withRound(PER_ROUND);
        var bank = Bank.open(conditions.nodes(), setting.data(), DRAINING);
        try (var balancer = Balancer.before(bank.running().nodes());
                var ordeal = Ordeal.of(setting, conditions, bank.behind(balancer.address()))) {
            ordeal.callers().allPatient();
            var struck = ordeal.strike(number -> strike(ordeal, number));
            ordeal.verdict()
                    .rule(
                            "no client saw an error during a restart",
                            ordeal.callers().errors());
            return struck;
        }
    }

    private static String strike(Ordeal ordeal, int number) {
        var node = ordeal.bank().node(1 + number % 2);
        long began = System.nanoTime();
        node.part().stop();
        var took = Duration.ofNanos(System.nanoTime() - began);
        ordeal.verdict()
                .rule(
                        "a node that is asked to ends within 20 s",
                        took.compareTo(ENDS_WITHIN) <= 0,
                        node.part().name() + " took " + took);
        node.part().restart();
        node.awaitReady();
        var ready = Duration.ofNanos(System.nanoTime() - began);
        LockSupport.parkNanos(SETTLES.toNanos());
        return "%s ended after %.1f s, was ready again after %.1f s"
                .formatted(node.part().name(), took.toMillis() / 1e3, ready.toMillis() / 1e3);
    }
}
