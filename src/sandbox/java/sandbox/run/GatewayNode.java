package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One gateway process.
 *
 * @param number counted from 1
 */
public record GatewayNode(int number, NodePorts ports, Part part) {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    // Writing down what was learned takes a second JVM.
    private static final Duration LEARNER_PATIENCE = Duration.ofMinutes(3);
    private static final Duration READY = Duration.ofMinutes(4);

    // Measured for one node on two cores beside its stores; the container image sizes itself by its own limits.
    private static final List<String> FLAGS = List.of(
            // Both cores collect: each pause is two thirds as long, and a payment costs a tenth less than by one.
            "-XX:+UseParallelGC",
            "-XX:ParallelGCThreads=2",
            // Nearly everything a payment makes is garbage when it is answered: a roomy nursery is collected seldom.
            "-Xms320m",
            "-Xmx384m",
            "-Xmn200m",
            "-XX:+UseCompactObjectHeaders",
            // Deep pipelines miss the instruction TLB: a tenth of the CPU, where the kernel lets programs ask for it.
            "-XX:+UseTransparentHugePages",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dreactor.netty.ioWorkerCount=2",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /**
     * Does not wait until it is ready.
     *
     * @param common what every node is told, with this one's differences
     * @param wiring what else is different about it
     * @param learning whether it writes down what its JVM learned, see {@link Learned}
     */
    static GatewayNode start(
            Home home, int number, NodePorts ports, Map<String, String> common, Wiring wiring, boolean learning) {
        var settings = new TreeMap<>(common);
        settings.put("server.port", String.valueOf(ports.tls()));
        settings.put("gateway.http.plain-port", String.valueOf(ports.plain()));
        settings.put("gateway.issuing.network.port", String.valueOf(ports.network()));
        settings.put("gateway.correspondents.door.port", String.valueOf(ports.door()));
        settings.put("management.server.port", String.valueOf(ports.management()));
        settings.putIfAbsent("gateway.audit.origin", "oqim.local/audit");
        settings.putIfAbsent(Home.WITNESSES, home.data("witness").toString());
        var name = "gateway-" + number;
        var file = home.writeSecretly(name + ".properties", Secrets.render(settings));
        var command = new ArrayList<>(wiring.launcher(number));
        command.addAll(command(home, file, wiring.program(number), learning ? Learned.write() : Learned.use()));
        return new GatewayNode(number, ports, Child.start(name, home, command, learning ? LEARNER_PATIENCE : PATIENCE));
    }

    public URI plain() {
        return URI.create("http://localhost:" + ports.plain());
    }

    public URI tls() {
        return URI.create("https://localhost:" + ports.tls());
    }

    public URI management() {
        return URI.create("http://localhost:" + ports.management());
    }

    /** As Prometheus reads it. */
    public String metrics() {
        return metrics(management());
    }

    /** The same, of whatever gateway listens there. */
    public static String metrics(URI management) {
        // HTTP/1.1: the client would otherwise ask for an upgrade first.
        var request = HttpRequest.newBuilder(management.resolve("/actuator/prometheus"))
                .version(HttpClient.Version.HTTP_1_1);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("The metrics of " + management + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it says that it wants new connections. */
    public boolean isReady() {
        return Ready.answersOk(management().resolve("/actuator/health/readiness"));
    }

    public void awaitReady() {
        Ready.await(part, READY, this::isReady);
    }

    private static List<String> command(Home home, Path settings, String program, List<String> learned) {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(FLAGS);
        command.addAll(learned);
        command.addAll(List.of("-cp", classPath(home, program)));
        command.add(program);
        command.add("--spring.config.additional-location=file:" + settings);
        return command;
    }

    private static String classPath(Home home, String program) {
        return program.startsWith("sandbox.") ? classPath() + ":" + SandboxJar.in(home) : classPath();
    }

    private static String classPath() {
        try {
            var libraries =
                    Files.readString(Path.of("target", "runtime.classpath")).strip();
            // What was learned only fits jars.
            var jar = Path.of("target", "run", "gateway.jar");
            var program = Files.exists(jar) ? jar : Path.of("target", "classes");
            return program.toAbsolutePath() + ":" + libraries;
        } catch (java.io.IOException e) {
            throw new StartFailure("Nothing is built here; start through ./gateway", e);
        }
    }
}
