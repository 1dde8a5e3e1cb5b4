package sandbox.chaos.gales;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import sandbox.chaos.Shell;

/**
 * Lets packets of chosen lines vanish without a word. Each line is an address of its own on the loopback, led to the
 * one real server, so that a rule meets one node's connections to one port and nobody else's. Every rule carries this
 * process's number and is taken away when it is closed, and when the process ends.
 */
final class Firewall implements AutoCloseable {

    private static final List<String> IPTABLES = List.of("iptables", "-w", "20");
    // Nobody's: only to see whether such rules can be made here.
    private static final Line TRIED = new Line("127.77.255.254", 9);

    private final String mark = "oqim-chaos-" + ProcessHandle.current().pid();
    private final Deque<Rule> rules = new ArrayDeque<>();
    private boolean closed;

    private Firewall() {}

    /** One node's way to one port. */
    record Line(String address, int port) {

        @Override
        public String toString() {
            return address + ":" + port;
        }
    }

    /** Which packets of a line vanish. */
    enum Way {
        BOTH("both ways"),
        REQUESTS("towards the server"),
        ANSWERS("towards the node");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        // As the kernel's connection tracking calls them.
        private List<String> directions() {
            return switch (this) {
                case BOTH -> List.of("ORIGINAL", "REPLY");
                case REQUESTS -> List.of("ORIGINAL");
                case ANSWERS -> List.of("REPLY");
            };
        }

        String words() {
            return words;
        }
    }

    private record Rule(List<String> table, List<String> body, boolean drops) {

        List<String> with(String verb) {
            var command = new ArrayList<>(IPTABLES);
            command.addAll(table);
            command.addAll(List.of(verb, "OUTPUT"));
            command.addAll(body);
            return command;
        }
    }

    static Firewall raise() {
        var firewall = new Firewall();
        Runtime.getRuntime().addShutdownHook(new Thread(firewall::close, "firewall"));
        return firewall;
    }

    /** What is missing here, in words; empty when everything is there. */
    static Optional<String> whyNot() {
        if (!Shell.has("iptables")) {
            return Optional.of("iptables is missing; install the package iptables");
        }
        if (!Shell.call(List.of("sh", "-c", "test \"$(id -u)\" = 0")).isOk()) {
            return Optional.of("only root may let packets vanish");
        }
        try (var firewall = new Firewall()) {
            firewall.lead(TRIED);
            firewall.cut(TRIED, Way.BOTH);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("this kernel takes no such rules: " + e.getMessage());
        }
    }

    /** From now on the line ends at the real server. */
    void lead(Line line) {
        add(new Rule(
                List.of("-t", "nat"),
                List.of(
                        "-o",
                        "lo",
                        "-p",
                        "tcp",
                        "-d",
                        line.address(),
                        "--dport",
                        String.valueOf(line.port()),
                        "-m",
                        "comment",
                        "--comment",
                        mark,
                        "-j",
                        "DNAT",
                        "--to-destination",
                        "127.0.0.1"),
                false));
    }

    /** From now on its packets vanish, of open connections and of new ones. */
    void cut(Line line, Way way) {
        for (var direction : way.directions()) {
            add(new Rule(
                    List.of(),
                    List.of(
                            "-o",
                            "lo",
                            "-p",
                            "tcp",
                            "-m",
                            "conntrack",
                            "--ctorigdst",
                            line.address(),
                            "--ctorigdstport",
                            String.valueOf(line.port()),
                            "--ctdir",
                            direction,
                            "-m",
                            "comment",
                            "--comment",
                            mark,
                            "-j",
                            "DROP"),
                    true));
        }
    }

    /** From now on every packet arrives again. */
    synchronized void heal() {
        remove(false);
    }

    @Override
    public synchronized void close() {
        closed = true;
        remove(true);
    }

    private synchronized void add(Rule rule) {
        if (closed) {
            throw new IllegalStateException("The firewall is closed");
        }
        Shell.must(rule.with("-A"));
        rules.push(rule);
    }

    private void remove(boolean all) {
        for (var rule : List.copyOf(rules)) {
            if (all || rule.drops()) {
                Shell.must(rule.with("-D"));
                rules.remove(rule);
            }
        }
    }
}
