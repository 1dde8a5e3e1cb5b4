package sandbox.chaos.kills;

import java.time.Duration;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Murder;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;

/** Kills the two nodes in turn; the other one must go on and take over what the dead one had begun. */
public final class KillGateway implements Campaign {

    private static final Duration DEAD_AT_MOST = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "kill-gateway";
    }

    @Override
    public String purpose() {
        return "kill -9 of one gateway node, then of the other, under load";
    }

    @Override
    public int trials() {
        return 300;
    }

    @Override
    public int quickTrials() {
        return 20;
    }

    @Override
    public Outcome run(Setting setting) {
        try (var ordeal = Ordeal.open(setting, Conditions.usual())) {
            return ordeal.strike(number -> strike(ordeal, number));
        }
    }

    private static String strike(Ordeal ordeal, int number) {
        var node = ordeal.bank().node(1 + number % 2);
        return new Murder(node.part(), node::awaitReady).commit(ordeal.moment(DEAD_AT_MOST));
    }
}
