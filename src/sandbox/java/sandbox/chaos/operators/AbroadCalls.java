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
 * A partner abroad sends money to customers while the gateway is killed (-9) and started again. In every second trial
 * checks and confirmations stand at every point of their way, and one kill ends them all; in the others it comes at a
 * random moment. The partner then does what the protocol says, and its book decides what must have happened.
 */
public final class AbroadCalls implements Campaign {

    /** What stands keeps its place, and the partner calls as often as it has to. */
    private static final Wiring WIRING = new Wiring() {
        @Override
        public Map<String, String> settings(int node, Map<String, String> usual) {
            var settings = new TreeMap<>(usual);
            settings.put("gateway.inbound.deadline", "2m");
            settings.put("gateway.inbound.confirm-within", "6h");
            settings.put("gateway.inbound.per-second.lookups", "1000");
            settings.put("gateway.inbound.per-second.checks", "1000");
            return settings;
        }

        @Override
        public String program(int node) {
            return StandingGateway.class.getName();
        }
    };

    @Override
    public String name() {
        return "abroad";
    }

    @Override
    public String purpose() {
        return "a partner abroad sends, kill -9 before and after commit and answer: credited once, or not at all";
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
            return new AbroadTrials(bank, verdict, setting).run();
        } finally {
            bank.close(!verdict.isClean());
        }
    }
}
