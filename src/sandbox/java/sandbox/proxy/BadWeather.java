package sandbox.proxy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What goes wrong on a line, and how often.
 *
 * @param seed the same one draws the same mishaps at the same bytes of the same connections
 * @param everyBytes how many bytes pass in one direction of a connection, on average, until the next mishap
 * @param refusedPercent of a hundred new connections, how many are refused
 * @param toServer how often each mishap is drawn for what a client sends, in proportion to the others
 * @param toClient the same for what a server answers
 */
public record BadWeather(
        long seed, long everyBytes, int refusedPercent, Map<Mishap, Integer> toServer, Map<Mishap, Integer> toClient) {

    public static final BadWeather NONE = new BadWeather(0, Long.MAX_VALUE / 4, 0, Map.of(), Map.of());

    public BadWeather {
        if (everyBytes < 1 || refusedPercent < 0 || refusedPercent > 100) {
            throw new IllegalArgumentException("every byte or less often; 0 to 100 percent");
        }
        if (toServer.containsKey(Mishap.REFUSED) || toClient.containsKey(Mishap.REFUSED)) {
            throw new IllegalArgumentException("REFUSED meets connections, not bytes");
        }
        toServer = Map.copyOf(toServer);
        toClient = Map.copyOf(toClient);
    }

    /** Every mishap of a byte alike in both directions, and as many refusals. */
    public static BadWeather of(long seed, long everyBytes, int refusedPercent, Mishap... mishaps) {
        var weights = new EnumMap<Mishap, Integer>(Mishap.class);
        Arrays.stream(mishaps).forEach(mishap -> weights.put(mishap, 1));
        return new BadWeather(seed, everyBytes, refusedPercent, weights, weights);
    }

    /** The same, without one mishap in what clients send. */
    public BadWeather neverToServer(Mishap mishap) {
        var weights = new EnumMap<Mishap, Integer>(Mishap.class);
        weights.putAll(toServer);
        weights.remove(mishap);
        return new BadWeather(seed, everyBytes, refusedPercent, weights, toClient);
    }

    /** Where the draws of one connection come from. */
    RandomGenerator randomOf(long connection) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + connection);
    }

    boolean refuses(RandomGenerator random) {
        return random.nextInt(100) < refusedPercent;
    }

    /** How many bytes pass before the next mishap. */
    long gap(RandomGenerator random) {
        return random.nextLong(2 * everyBytes);
    }

    /** By weight, in the order of the enum, so that a seed means the same everywhere. */
    static Mishap draw(Map<Mishap, Integer> weights, RandomGenerator random) {
        int point = random.nextInt(
                weights.values().stream().mapToInt(Integer::intValue).sum());
        for (var mishap : Mishap.values()) {
            point -= weights.getOrDefault(mishap, 0);
            if (point < 0) {
                return mishap;
            }
        }
        throw new IllegalStateException("A point beyond all weights");
    }
}
