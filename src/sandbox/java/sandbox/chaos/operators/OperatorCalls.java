package sandbox.chaos.operators;

import java.util.Map;
import java.util.TreeMap;
import sandbox.chaos.Bank;
import sandbox.chaos.Campaign;
import sandbox.chaos.Outcome;
import sandbox.chaos.Setting;
import sandbox.chaos.Verdict;
import sandbox.run.Wiring;

/**
 * Payme, Click, Uzum and Paynet bring payments while the gateway is killed (-9) and started again. In every second
 * trial each call that changes something stands at every point of its way, and one kill ends them all; in the others it
 * comes at a random moment. Every operator then does what its protocol says, and its book decides what must have
 * happened.
 */
public final class OperatorCalls implements Campaign {

    /** What stands keeps its place, and must not end before the kill. */
    private static final Wiring WIRING = new Wiring() {
        @Override
        public Map<String, String> settings(int node, Map<String, String> usual) {
            var settings = new TreeMap<>(usual);
            settings.put("gateway.operators.wire.deadline", "2m");
            settings.put("gateway.operators.wire.at-once", "64");
            // What did not reach a card is passed on up to three times more, each time after a longer rest.
            settings.put("gateway.operators.onward-lease", "3s");
            return settings;
        }

        @Override
        public String program(int node) {
            return StandingGateway.class.getName();
        }
    };

    @Override
    public String name() {
        return "operators";
    }

    @Override
    public String purpose() {
        return "payment operators call, kill -9 before and after commit and answer: one effect of all repeats";
    }

    @Override
    public int trials() {
        return 40;
    }

    @Override
    public int quickTrials() {
        return 3;
    }

    @Override
    public Outcome run(Setting setting) {
        var verdict = new Verdict();
        var bank = Bank.open(1, setting.data(), WIRING);
        try {
            return new OperatorTrials(bank, verdict, setting).run();
        } finally {
            bank.close(!verdict.isClean());
        }
    }
}
