package sandbox.crowd;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How long a gateway says that it took to send somebody away: without the way there, and without our own queues.
 *
 * @param metrics of the gateway, as Prometheus reads them
 */
public record Refusals(String metrics) {

    private static final String NAME = "oqim_http_refusal_seconds";
    private static final Pattern END = Pattern.compile("le=\"([^\"]+)\"");
    private static final double MILLIS = 1_000;

    /** What half and what 99 of 100 did not take longer than, in milliseconds; empty when nobody was sent away. */
    public List<Double> quantiles() {
        var lines = metrics.lines().filter(line -> line.startsWith(NAME)).toList();
        double all = lines.stream()
                .filter(line -> line.startsWith(NAME + "_count"))
                .mapToDouble(Refusals::value)
                .sum();
        return all == 0 ? List.of() : List.of(bound(lines, 0.5 * all), bound(lines, 0.99 * all));
    }

    // The upper end of the bucket in which so many have come.
    private static double bound(List<String> lines, double many) {
        return lines.stream()
                        .filter(line -> line.startsWith(NAME + "_bucket") && value(line) >= many)
                        .mapToDouble(Refusals::upperEnd)
                        .min()
                        .orElseThrow()
                * MILLIS;
    }

    private static double upperEnd(String line) {
        var end = END.matcher(line);
        if (!end.find()) {
            throw new IllegalStateException("A bucket without an end: " + line);
        }
        return end.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(end.group(1));
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
