package sandbox.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a person sees when everything is ready: what to open, where things are, and one request to paste. */
final class Banner {

    private static final String PHONE = "998901234567";

    private Banner() {}

    /**
     * @param merchants ids by name, whom to pay
     * @param partner who is told of their payments
     */
    static String of(Installation.Running running, Map<String, String> merchants, String partner, long readyMillis) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Oqim is ready after %.1f s. Ctrl-C stops everything; data stays.".formatted(readyMillis / 1000.0));
        lines.add("");
        addNodes(lines, running);
        lines.add(line("sandbox", running.sandbox() + "/   test cards, sent messages, books, faults"));
        lines.add(line("PostgreSQL", running.database().jdbcUrl()));
        lines.add(line("Redis", running.redis().toString()));
        lines.add(line("data and logs", running.home().folder().toString()));
        merchants.forEach((name, id) -> lines.add(line("merchant", id + "   " + name)));
        lines.add(line("partner", partner + "   webhooks: " + running.sandbox() + "/books/partner"));
        lines.add("");
        addTry(lines, running);
        return String.join("\n", lines);
    }

    private static void addNodes(List<String> lines, Installation.Running running) {
        for (var node : running.nodes()) {
            var name = running.nodes().size() == 1 ? "" : " " + node.number();
            lines.add(line(
                    "API" + name,
                    node.tls() + "   trust " + running.certificate().certificate()));
            lines.add(line("", node.plain() + "   the same over h2c"));
            lines.add(line("metrics" + name, node.management() + "/actuator/prometheus"));
        }
        lines.add(line("API page", running.nodes().getFirst().plain() + "/docs"));
    }

    private static void addTry(List<String> lines, Installation.Running running) {
        lines.add("Paste this, and read the code that a phone would have got:");
        lines.add("");
        lines.add("  curl -s --http2-prior-knowledge %s/v1/sign-in -H 'Content-Type: application/json' -d '%s'"
                .formatted(running.nodes().getFirst().plain(), signIn()));
        lines.add("  curl -s %s/sms/%s".formatted(running.sandbox(), PHONE));
        lines.add("");
    }

    private static String signIn() {
        return "{\"phone\":\"+%s\",\"deviceName\":\"terminal\",\"deviceKey\":%s}"
                .formatted(PHONE, DemoDevice.publicKey());
    }

    private static String line(String name, String value) {
        return "  %-15s %s".formatted(name, value);
    }
}
