package sandbox.run;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import sandbox.embedded.FreePort;

/**
 * What a person may choose when everything is started.
 *
 * @param port where plain HTTP/2 is served; TLS, management and further nodes derive from it, see {@link NodePorts}
 * @param data keeps data, secrets and logs between two runs
 * @param fresh forget what an earlier run kept
 * @param nodes gateways over the same stores
 */
public record RunOptions(int port, Path data, boolean fresh, int nodes) {

    static final String USAGE = "usage: ./gateway run [--port N] [--data DIR] [--fresh] [--nodes N]";
    private static final int NODES_MAX = 8;
    private static final int SANDBOX_OFFSET = 8090 - 8080;

    public RunOptions {
        if (port < 1 || NodePorts.of(port, NODES_MAX).management() > 65_535) {
            throw new IllegalArgumentException("--port must be between 1 and 64000");
        }
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new IllegalArgumentException("--nodes must be between 1 and " + NODES_MAX);
        }
        data = data.toAbsolutePath().normalize();
    }

    /** The folder is {@code OQIM_HOME}, or {@code .oqim} under the project. */
    public static RunOptions defaults() {
        var home = Optional.ofNullable(System.getenv("OQIM_HOME")).orElse(".oqim");
        return new RunOptions(8080, Path.of(home), false, 1);
    }

    /** A first port from which everything that two nodes and their sandbox derive is free. */
    public static int freePort() {
        return FreePort.first(0, 1, 10, 11, 12, 13, 14, 15, 16, 363, 364, 503, 504, 1010, 1011);
    }

    static RunOptions parse(String... arguments) {
        var rest = new ArrayDeque<>(List.of(arguments));
        var options = defaults();
        while (!rest.isEmpty()) {
            var name = rest.poll();
            options = switch (name) {
                case "--port" -> options.withPort(number(name, rest.poll()));
                case "--data" -> options.withData(Path.of(value(name, rest.poll())));
                case "--nodes" -> options.withNodes(number(name, rest.poll()));
                case "--fresh" -> new RunOptions(options.port, options.data, true, options.nodes);
                default -> throw new IllegalArgumentException("There is no option " + name);
            };
        }
        return options;
    }

    /** Of the sandbox's control page; its counterparties listen right above it. */
    public int sandboxPort() {
        return port + SANDBOX_OFFSET;
    }

    public RunOptions withPort(int other) {
        return new RunOptions(other, data, fresh, nodes);
    }

    public RunOptions withData(Path other) {
        return new RunOptions(port, other, fresh, nodes);
    }

    public RunOptions withNodes(int other) {
        return new RunOptions(port, data, fresh, other);
    }

    private static int number(String name, @org.jspecify.annotations.Nullable String text) {
        try {
            return Integer.parseInt(value(name, text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " wants a number, not " + text, e);
        }
    }

    private static String value(String name, @org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException(name + " wants a value");
        }
        return text;
    }
}
