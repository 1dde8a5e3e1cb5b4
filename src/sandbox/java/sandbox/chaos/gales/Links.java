package sandbox.chaos.gales;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import sandbox.chaos.gales.Firewall.Line;
import sandbox.chaos.gales.Firewall.Way;
import sandbox.run.Wiring;

/** Gives every node an address of its own for each of its counterparties, so that one line can fall silent. */
final class Links implements Wiring {

    private static final String HOST = "127.0.0.1";
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(1);

    private final Firewall firewall;
    private final Map<Integer, Map<Link, List<Line>>> lines = new ConcurrentHashMap<>();

    Links(Firewall firewall) {
        this.firewall = firewall;
    }

    /** What is at the far end. */
    enum Link {
        POSTGRES("PostgreSQL"),
        REDIS("Redis"),
        RAILS("all rails");

        private final String words;

        Link(String words) {
            this.words = words;
        }

        private List<String> settings() {
            return switch (this) {
                case POSTGRES -> List.of("spring.r2dbc.url");
                case REDIS -> List.of("spring.data.redis.url");
                case RAILS ->
                    List.of(
                            "gateway.processors.uzcard.url",
                            "gateway.processors.humo.url",
                            "gateway.processors.humo.middleware-url",
                            "gateway.processors.visa.port");
            };
        }

        String words() {
            return words;
        }
    }

    @Override
    public Map<String, String> settings(int node, Map<String, String> usual) {
        var settings = new TreeMap<>(usual);
        var address = "127.77.0." + node;
        for (var link : Link.values()) {
            for (var setting : link.settings()) {
                var value = settings.get(setting);
                if (value == null) {
                    throw new IllegalStateException("No node is told " + setting);
                }
                lead(node, link, new Line(address, port(value)));
                settings.put(setting, value.replace(HOST, address));
            }
        }
        settings.put("gateway.processors.visa.host", address);
        return settings;
    }

    void cut(int node, Link link, Way way) {
        of(node, link).forEach(line -> firewall.cut(line, way));
    }

    void heal() {
        firewall.heal();
    }

    /** Lines of a node that nobody can connect to now. */
    List<String> silent(int node, Link link) {
        return of(node, link).stream()
                .filter(line -> !connects(line))
                .map(Line::toString)
                .toList();
    }

    /** Lines of a node to which somebody can connect now. */
    List<String> audible(int node, Link link) {
        return of(node, link).stream()
                .filter(Links::connects)
                .map(Line::toString)
                .toList();
    }

    private List<Line> of(int node, Link link) {
        return lines.getOrDefault(node, Map.of()).getOrDefault(link, List.of());
    }

    private void lead(int node, Link link, Line line) {
        firewall.lead(line);
        lines.computeIfAbsent(node, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(link, _ -> new ArrayList<>())
                .add(line);
    }

    private static boolean connects(Line line) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(line.address(), line.port()), (int) CONNECTS_WITHIN.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int port(String value) {
        return value.contains(":")
                ? URI.create(value.startsWith("r2dbc:") ? value.substring("r2dbc:".length()) : value)
                        .getPort()
                : Integer.parseInt(value);
    }
}
