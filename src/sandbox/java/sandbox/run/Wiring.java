package sandbox.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How the nodes of an installation differ from the usual ones. */
public interface Wiring {

    /** Not at all. */
    Wiring USUAL = (node, settings) -> settings;

    /**
     * Nodes that are all told the same besides, or instead of, what they would be.
     *
     * @param more asked for each node when it starts; the stores and the counterparties are ready by then
     */
    static Wiring with(Supplier<Map<String, String>> more) {
        return (_, settings) -> {
            var all = new TreeMap<>(settings);
            all.putAll(more.get());
            return all;
        };
    }

    /**
     * What a node is told instead.
     *
     * @param node counted from 1
     * @param settings what it would be told; the stores and the counterparties are ready by now
     */
    Map<String, String> settings(int node, Map<String, String> settings);

    /** The class whose main method is the node: the gateway, or something of the sandbox around it. */
    default String program(int node) {
        return "gateway.GatewayApplication";
    }

    /** What stands before the node's command line, such as {@code env NAME=value}; nothing usually. */
    default List<String> launcher(int node) {
        return List.of();
    }
}
