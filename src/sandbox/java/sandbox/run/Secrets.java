package sandbox.run;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The keys of a local installation: drawn once, kept in a file that only its owner can read, never printed. */
final class Secrets {

    private static final String FILE = "secrets.properties";
    private static final int BYTES = 32;

    private final Home home;
    private final Map<String, String> values;
    private final SecureRandom random = new SecureRandom();

    private Secrets(Home home, Map<String, String> values) {
        this.home = home;
        this.values = values;
    }

    static Secrets in(Home home) {
        var file = home.data(FILE);
        try {
            return new Secrets(home, Files.exists(file) ? read(Files.readString(file)) : new TreeMap<>());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 32 random bytes in Base64; the same ones at every start. */
    String key(String name) {
        var known = values.get(name);
        if (known != null) {
            return known;
        }
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var drawn = Base64.getEncoder().encodeToString(bytes);
        values.put(name, drawn);
        home.writeSecretly(FILE, render(values));
        return drawn;
    }

    static Map<String, String> read(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var values = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    static String render(Map<String, String> values) {
        var properties = new Properties();
        properties.putAll(values);
        var text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
