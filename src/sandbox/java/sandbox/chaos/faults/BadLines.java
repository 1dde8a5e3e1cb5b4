package sandbox.chaos.faults;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import sandbox.proxy.BadWeather;
import sandbox.proxy.Mishap;
import sandbox.proxy.Proxy;
import sandbox.run.Wiring;

/** A proxy on every line of every node: to the three rails, to PostgreSQL and to Redis. */
final class BadLines implements Wiring, AutoCloseable {

    private static final int REFUSED_PERCENT = 5;

    private final Map<String, Proxy> proxies = new ConcurrentHashMap<>();

    /** What is at the far end, and how many bytes pass in one direction of a connection until the next mishap. */
    private enum Line {
        UZCARD("gateway.processors.uzcard.url", 10_000),
        HUMO("gateway.processors.humo.url", 20_000),
        VISA("gateway.processors.visa.port", 20_000),
        POSTGRES("spring.r2dbc.url", 400_000),
        REDIS("spring.data.redis.url", 50_000);

        private final String setting;
        private final long everyBytes;

        Line(String setting, long everyBytes) {
            this.setting = setting;
            this.everyBytes = everyBytes;
        }

        /**
         * A top bit turned makes text unreadable. On VISA's binary line a request may become another valid one, and
         * what goes to a store has no check sum at all: there production relies on MACs and TLS, and nothing is
         * promised.
         */
        BadWeather weather(long seed) {
            var mishaps = new EnumMap<Mishap, Integer>(Mishap.class);
            for (var mishap : Mishap.values()) {
                mishaps.put(mishap, 1);
            }
            mishaps.remove(Mishap.REFUSED);
            if (this == POSTGRES || this == REDIS) {
                mishaps.remove(Mishap.FLIPPED_BYTE);
            }
            var weather = new BadWeather(seed, everyBytes, REFUSED_PERCENT, mishaps, mishaps);
            return this == VISA ? weather.neverToServer(Mishap.FLIPPED_BYTE) : weather;
        }
    }

    @Override
    public Map<String, String> settings(int node, Map<String, String> usual) {
        var settings = new TreeMap<>(usual);
        for (var line : Line.values()) {
            settings.computeIfPresent(line.setting, (_, value) -> through(node + " " + line, line, value));
        }
        return settings;
    }

    /** From now on every line has its mishaps. */
    void storm(long seed) {
        var random = new SplittableRandom(seed);
        for (var line : Line.values()) {
            new TreeMap<>(proxies).forEach((name, proxy) -> {
                if (name.endsWith(line.name())) {
                    proxy.weather(line.weather(random.nextLong()));
                }
            });
        }
    }

    void heal() {
        proxies.values().forEach(Proxy::heal);
    }

    int met() {
        return (int) proxies.values().stream()
                .flatMap(proxy -> proxy.met().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** By node and line, and how often each mishap was met there. */
    Map<String, Map<Mishap, Long>> metByLine() {
        var all = new TreeMap<String, Map<Mishap, Long>>();
        proxies.forEach((name, proxy) -> all.put(name, proxy.met()));
        return all;
    }

    @Override
    public void close() {
        proxies.values().forEach(Proxy::close);
    }

    private String through(String name, Line line, String value) {
        if (line == Line.VISA) {
            return String.valueOf(proxy(name, Integer.parseInt(value)));
        }
        var scheme = value.startsWith("r2dbc:") ? "r2dbc:" : "";
        int port = URI.create(value.substring(scheme.length())).getPort();
        return value.replace(":" + port, ":" + proxy(name, port));
    }

    private int proxy(String name, int port) {
        return proxies.computeIfAbsent(name, _ -> Proxy.to("127.0.0.1", port)).port();
    }
}
