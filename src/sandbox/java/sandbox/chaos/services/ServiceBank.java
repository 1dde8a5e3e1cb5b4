package sandbox.chaos.services;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import sandbox.run.RunOptions;
import sandbox.run.SandboxPart;
import sandbox.run.Wiring;

/** A bank that calls operators, in which a bill is over soon. */
public final class ServiceBank {

    // So that a quarter of it, in which a bill that nobody pays is over, is enough for many questions.
    private static final Duration FINAL_WITHIN = Duration.ofSeconds(110);
    private static final Map<String, String> SOON = Map.of(
            "gateway.payments.bill-within", "6s",
            "gateway.payments.review-within", "1s",
            "gateway.payments.last-check", "1s",
            "gateway.processors.click.timeout", "2s");

    private ServiceBank() {}

    /** The usual nodes of one. */
    public static Wiring wiring(RunOptions options) {
        return wiring(options, Wiring.USUAL, FINAL_WITHIN);
    }

    /**
     * Nodes that are otherwise as {@code inner} says.
     *
     * @param finalWithin when a bill that nobody pays is over
     */
    public static Wiring wiring(RunOptions options, Wiring inner, Duration finalWithin) {
        return new Wiring() {

            @Override
            public Map<String, String> settings(int node, Map<String, String> usual) {
                var settings = new TreeMap<>(inner.settings(node, usual));
                settings.putAll(SandboxPart.operators(options.sandboxPort()));
                settings.putAll(SOON);
                settings.put("gateway.payments.final-within", finalWithin.toSeconds() + "s");
                return settings;
            }

            @Override
            public String program(int node) {
                return inner.program(node);
            }
        };
    }
}
