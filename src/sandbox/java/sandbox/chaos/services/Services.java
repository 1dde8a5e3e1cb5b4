package sandbox.chaos.services;

import java.time.Duration;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Conditions;
import sandbox.chaos.Murder;
import sandbox.chaos.Ordeal;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;

/**
 * Customers pay through Payme, Click and Uzum Bank, by cards, codes and bills, while nearly a third of all messages to
 * them are answered badly and the nodes are killed in turn. What {@code service-points} does at named points, this does
 * at any moment.
 */
public final class Services implements Campaign {

    private static final double BAD = 0.3;
    private static final int STRIKES_PER_ROUND = 10;
    private static final Duration DEAD_AT_MOST = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "services";
    }

    @Override
    public String purpose() {
        return "payments through Payme, Click and Uzum, 30 % bad answers; kill -9 of one node, then of the other";
    }

    @Override
    public int trials() {
        return 100;
    }

    @Override
    public int quickTrials() {
        return 6;
    }

    @Override
    public Outcome run(Setting setting) {
        var conditions = Conditions.usual()
                .withRailFaults(BAD)
                .withRound(STRIKES_PER_ROUND)
                .withTrade(new ServiceTrade());
        var bank = Bank.openWired(conditions.nodes(), setting.data(), ServiceBank::wiring);
        try (var ordeal = Ordeal.of(setting, conditions, bank)) {
            return ordeal.strike(number -> strike(ordeal, number));
        }
    }

    private static String strike(Ordeal ordeal, int number) {
        var node = ordeal.bank().node(1 + number % 2);
        return new Murder(node.part(), node::awaitReady).commit(ordeal.moment(DEAD_AT_MOST));
    }
}
