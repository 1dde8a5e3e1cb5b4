package sandbox.run;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import sandbox.embedded.Database;

/** Stores, sandbox and gateway nodes, running together. Closing it stops them in order: nodes, sandbox, stores. */
public final class Installation implements AutoCloseable {

    private static final List<String> STOP_ORDER = List.of("gateway", "sandbox", "redis", "postgres");
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(15);

    private final RunOptions options;
    private final Home home;
    private final List<Part> parts = new ArrayList<>();
    private final boolean learning;
    private final Wiring wiring;
    private final CountDownLatch started = new CountDownLatch(1);
    private boolean starting;
    private boolean closed;
    private boolean abandoned;

    private Installation(RunOptions options, boolean learning, Wiring wiring) {
        this.options = options;
        this.home = Home.open(options.data(), options.fresh());
        this.learning = learning;
        this.wiring = wiring;
    }

    /** Takes the folder and starts nothing yet. */
    public static Installation in(RunOptions options) {
        return in(options, Wiring.USUAL);
    }

    /** The same with other nodes. */
    public static Installation in(RunOptions options, Wiring wiring) {
        return new Installation(options, false, wiring);
    }

    /** The same, and when it is closed, what the gateway's JVM learned is there for all later ones. */
    public static Installation learning(RunOptions options) {
        return new Installation(options, true, Wiring.USUAL);
    }

    /** Returns when every node is ready. When it throws, close what has been started. */
    public Running start() {
        begin();
        try {
            return startAll();
        } finally {
            started.countDown();
        }
    }

    private synchronized void begin() {
        starting = true;
    }

    private Running startAll() {
        var ports = IntStream.rangeClosed(1, options.nodes())
                .mapToObj(node -> NodePorts.of(options.port(), node))
                .toList();
        ports.forEach(node -> node.all().forEach(Ports::refuseTaken));
        Ports.refuseTaken(options.sandboxPort());
        var sandbox = CompletableFuture.supplyAsync(() -> SandboxPart.start(
                home,
                options.sandboxPort(),
                ports.getFirst().network(),
                ports.getFirst().door(),
                this::started));
        var secrets = Secrets.in(home);
        var certificate = SelfSigned.in(home, secrets.key(GatewaySettings.KEYSTORE_PASSWORD));
        var stores = OwnStores.start(home, this::started);
        var settings = GatewaySettings.of(secrets, certificate, stores, sandbox.join());
        var nodes = IntStream.rangeClosed(1, options.nodes())
                .mapToObj(node -> start(node, ports.get(node - 1), settings))
                .toList();
        nodes.forEach(node -> started(node.part()));
        nodes.forEach(GatewayNode::awaitReady);
        return new Running(
                home,
                stores.database(),
                stores.redis(),
                sandbox.join().control(),
                certificate,
                secrets.key(GatewaySettings.STAFF_TOKEN),
                secrets.key(GatewaySettings.SECOND_STAFF_TOKEN),
                nodes);
    }

    private GatewayNode start(int node, NodePorts ports, Map<String, String> settings) {
        return GatewayNode.start(home, node, ports, wiring.settings(node, settings), wiring, learning);
    }

    /**
     * Everything about an installation that is ready.
     *
     * @param sandbox its control page
     * @param staffToken opens the bank's own API
     * @param secondStaffToken opens it for a colleague, who approves what the first proposes
     */
    public record Running(
            Home home,
            Database database,
            URI redis,
            URI sandbox,
            SelfSigned certificate,
            String staffToken,
            String secondStaffToken,
            List<GatewayNode> nodes) {

        @Override
        public String toString() {
            return "Running" + nodes;
        }
    }

    public synchronized List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Waits until a part ends by itself; empty when the installation was closed. */
    public Optional<Part> awaitDeath() {
        var deaths = parts().stream()
                .map(part -> part.process().onExit().thenApply(ended -> part))
                .toArray(CompletableFuture<?>[]::new);
        var dead = (Part) CompletableFuture.anyOf(deaths).join();
        return isClosed() ? Optional.empty() : Optional.of(dead);
    }

    /** What does not end by itself does not keep the others. */
    @Override
    public void close() {
        endEach(takeForStop(), Part::stop);
        home.close();
    }

    /**
     * Ends everything as it stands: for whoever was told to end, and is killed when that takes as long as an orderly
     * stop. A part that is just being started is ended as soon as it is there.
     */
    public void abandon() {
        boolean wait;
        synchronized (this) {
            abandoned = true;
            wait = starting;
        }
        endEach(takeForStop(), Part::abandon);
        if (wait) {
            awaitStarted();
        }
    }

    private void awaitStarted() {
        try {
            if (!started.await(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("Something is still starting in " + home.folder());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void endEach(List<Part> parts, Consumer<Part> end) {
        var failures = new ArrayList<RuntimeException>();
        for (Part part : parts) {
            try {
                end.accept(part);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
            throw failures.getFirst();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized List<Part> takeForStop() {
        closed = true;
        var ordered = parts.stream()
                .sorted(Comparator.comparingInt(
                        part -> STOP_ORDER.indexOf(part.name().split("-", 2)[0])))
                .toList();
        parts.clear();
        return ordered;
    }

    // A stop may arrive while something is still starting.
    private void started(Part part) {
        boolean end;
        synchronized (this) {
            if (!closed) {
                parts.add(part);
                return;
            }
            end = abandoned;
        }
        if (end) {
            part.abandon();
        } else {
            part.stop();
        }
    }
}
