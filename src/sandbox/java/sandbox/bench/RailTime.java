package sandbox.bench;

import sandbox.run.GatewayNode;

/**
 * What the rails took, as the gateway's own meter has it: {@code oqim_rail_requests}, from handing a message to the
 * rail's client until its answer was read.
 *
 * @param seconds of all requests so far
 */
record RailTime(double seconds, double requests) {

    private static final String NAME = "oqim_rail_requests_seconds";

    /** So far. */
    static RailTime of(GatewayNode node) {
        var page = node.metrics();
        return new RailTime(sum(page, NAME + "_sum"), sum(page, NAME + "_count"));
    }

    RailTime minus(RailTime before) {
        return new RailTime(seconds - before.seconds, requests - before.requests);
    }

    double meanMillis() {
        return requests == 0 ? 0 : seconds / requests * 1_000;
    }

    private static double sum(String page, String name) {
        return page.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains("operation=\"send\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
