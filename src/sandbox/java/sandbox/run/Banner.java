package sandbox.run;

import java.util.Map;
import java.util.stream.Collectors;

/** What a person sees when everything is ready: what to open, where things are, and one request to paste. */
final class Banner {

    private Banner() {}

    /** @param merchants by name, whom to pay */
    static String of(Installation.Running running, Map<String, String> merchants, long readyMillis) {
        var first = running.nodes().getFirst();
        return """

                Oqim is ready (%.1f s). Ctrl-C stops it; data stays.

                  API over TLS    %s   (self-signed: curl --cacert %s)
                  API over h2c    %s
                  API page        %s/openapi
                  Metrics         %s/actuator/prometheus
                  Sandbox         %s
                %s
                  PostgreSQL      %s
                  Redis           %s
                  Data and logs   %s
                %s
                Try:
                  curl --http2-prior-knowledge -s %s/v1/…
                """.formatted(
                        readyMillis / 1000.0,
                        first.tls(),
                        running.certificate().certificate(),
                        first.plain(),
                        first.plain(),
                        first.management(),
                        running.sandbox(),
                        more(running),
                        running.database().jdbcUrl(),
                        running.redis(),
                        running.home().folder(),
                        lines(merchants),
                        first.plain());
    }

    private static String more(Installation.Running running) {
        return running.nodes().stream()
                .skip(1)
                .map(node -> "  Node %d          %s   %s%n".formatted(node.number(), node.plain(), node.tls()))
                .collect(Collectors.joining());
    }

    private static String lines(Map<String, String> merchants) {
        return merchants.entrySet().stream()
                .map(merchant -> "  %-15s %s%n".formatted(merchant.getKey(), merchant.getValue()))
                .collect(Collectors.joining());
    }
}
