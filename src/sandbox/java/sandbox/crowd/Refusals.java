package sandbox.crowd;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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

    /** Asks the gateway for them. */
    public static Refusals at(URI management) {
        // Over HTTP/1.1: the client would otherwise ask for an upgrade first.
        var request = HttpRequest.newBuilder(management.resolve("/actuator/prometheus"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return new Refusals(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException("The gateway does not tell how long refusals took", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

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
