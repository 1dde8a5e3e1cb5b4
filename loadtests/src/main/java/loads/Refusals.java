package loads;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** How long the gateway says that it took to send somebody away: without the way there, and without our own queues. */
final class Refusals {

    private static final String NAME = "oqim_http_refusal_seconds";
    private static final double MILLIS = 1_000;

    private final URI management;

    Refusals(URI management) {
        this.management = management;
    }

    /** Milliseconds, of the last minutes; empty when nobody was sent away. */
    List<Double> quantiles() {
        var lines = read().lines().filter(line -> line.startsWith(NAME)).toList();
        boolean none = lines.stream().noneMatch(line -> line.startsWith(NAME + "_count") && value(line) > 0);
        return none ? List.of() : List.of(quantile(lines, "0.5"), quantile(lines, "0.99"));
    }

    private static double quantile(List<String> lines, String which) {
        return lines.stream()
                        .filter(line -> line.contains("quantile=\"" + which + "\""))
                        .mapToDouble(Refusals::value)
                        .max()
                        .orElseThrow()
                * MILLIS;
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    private String read() {
        try (var http = HttpClient.newHttpClient()) {
            // Over HTTP/1.1: the client would otherwise ask for an upgrade first.
            var request = HttpRequest.newBuilder(management.resolve("/actuator/prometheus"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException("The gateway does not tell how long refusals took", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
