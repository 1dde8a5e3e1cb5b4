package loads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sandbox.mobile.Device;
import sandbox.mobile.MobileApp.Tokens;

/**
 * What the load has to know of the bank that it falls on. Handed over in a file, because the load comes from a process
 * of its own.
 *
 * @param gateway over TLS
 * @param management where the gateway tells its numbers
 * @param gatewayPid whose memory is watched
 * @param folder where results go
 * @param parts what happens, in this order
 */
record World(
        URI gateway,
        URI sandbox,
        URI management,
        long gatewayPid,
        Path folder,
        int warmUpSeconds,
        boolean quick,
        List<Part> parts,
        List<Person> people,
        List<String> merchants) {

    static final List<String> RAILS = List.of("uzcard", "humo", "visa");

    /**
     * One scenario of a run.
     *
     * @param rate arrivals a second
     * @param measured whether the rate follows from what the machine can do, up to {@code rate}
     */
    record Part(Plan plan, int seconds, int rate, boolean measured) {}

    /** Whether one installation goes through several scenarios. */
    boolean shared() {
        return parts.size() > 1;
    }

    /** Readable by its owner only: it holds keys and tokens. */
    void write(Path file) {
        var all = new Properties();
        all.setProperty("gateway", gateway.toString());
        all.setProperty("sandbox", sandbox.toString());
        all.setProperty("management", management.toString());
        all.setProperty("gateway.pid", String.valueOf(gatewayPid));
        all.setProperty("folder", folder.toString());
        all.setProperty("warm-up", String.valueOf(warmUpSeconds));
        all.setProperty("quick", String.valueOf(quick));
        all.setProperty("merchants", String.join(" ", merchants));
        each(
                all,
                "part",
                parts,
                part -> Stream.of(part.plan().word(), part.seconds(), part.rate(), part.measured())
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")));
        each(all, "person", people, World::line);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newBufferedWriter(file)) {
                all.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static World read(Path file) {
        var all = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            all.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var people = new ArrayList<Person>();
        words(all, "person").forEach(words -> people.add(person(people.size(), words)));
        return new World(
                URI.create(all.getProperty("gateway")),
                URI.create(all.getProperty("sandbox")),
                URI.create(all.getProperty("management")),
                Long.parseLong(all.getProperty("gateway.pid")),
                Path.of(all.getProperty("folder")),
                Integer.parseInt(all.getProperty("warm-up")),
                Boolean.parseBoolean(all.getProperty("quick")),
                words(all, "part").map(World::part).toList(),
                List.copyOf(people),
                List.of(all.getProperty("merchants").split(" ")));
    }

    private static <T> void each(
            Properties all, String name, List<T> list, java.util.function.Function<T, String> line) {
        IntStream.range(0, list.size()).forEach(i -> all.setProperty(name + "." + i, line.apply(list.get(i))));
    }

    private static Stream<String[]> words(Properties all, String name) {
        return IntStream.iterate(0, i -> all.containsKey(name + "." + i), i -> i + 1)
                .mapToObj(i -> all.getProperty(name + "." + i).split(" "));
    }

    private static Part part(String[] words) {
        return new Part(
                Plan.named(words[0]).orElseThrow(),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Boolean.parseBoolean(words[3]));
    }

    private static String line(Person person) {
        var tokens = person.tokens();
        var words = new ArrayList<>(List.of(
                person.phoneNumber(),
                person.device().keep(),
                tokens.access(),
                tokens.refresh(),
                tokens.session(),
                tokens.customer()));
        RAILS.forEach(rail -> words.add(person.cards().getOrDefault(rail, "-")));
        return String.join(" ", words);
    }

    private static Person person(int number, String[] words) {
        return new Person(
                number,
                words[0],
                Device.restore(words[1]),
                new Tokens(words[2], words[3], words[4], words[5]),
                Map.of(RAILS.get(0), words[6], RAILS.get(1), words[7], RAILS.get(2), words[8]));
    }
}
