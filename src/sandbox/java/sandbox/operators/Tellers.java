package sandbox.operators;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One teller for each protocol. */
public final class Tellers {

    private static final Map<String, Function<String, Teller>> ALL = new TreeMap<>(Map.of(
            "payme", PaymeTeller::new,
            "click", ClickTeller::new,
            "uzum", UzumTeller::new,
            "paynet", PaynetTeller::new,
            "paynet-soap", PaynetSoapTeller::new));

    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() & 0xFFFF_FFFF_FFFFL);

    private Tellers() {}

    public static SortedSet<String> names() {
        return new TreeSet<>(ALL.keySet());
    }

    /** @param secret what the gateway expects of the operator */
    public static Teller of(String name, String secret) {
        return Optional.ofNullable(ALL.get(name)).orElseThrow().apply(secret);
    }

    /** Whose secret opens the protocol. */
    public static String account(String name) {
        return name.equals("paynet-soap") ? "paynet" : name;
    }

    /**
     * What opens each protocol at the gateways of an installation.
     *
     * @param home where {@code ./gateway run} and its like keep their data
     */
    public static UnaryOperator<String> secretsIn(Path home) {
        var secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("secrets.properties"))) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name -> secrets.getProperty(Kit.secretOf(account(name)), "");
    }

    static long number() {
        return NUMBERS.incrementAndGet();
    }
}
