package sandbox.chaos.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import sandbox.chaos.Bank;
import sandbox.run.GatewayNode;
import sandbox.run.StartFailure;
import sandbox.run.Wiring;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The second node of a bank, from outside: sets its courses, asks how far they went, and halts it. */
final class CrashingNode {

    /** How such a bank is started. */
    static final Wiring WIRING = new Wiring() {
        @Override
        public Map<String, String> settings(int node, Map<String, String> usual) {
            var settings = new TreeMap<>(usual);
            // Most cells are meant to fail: a breaker would keep the others from the rail.
            settings.put("gateway.processors.guard.failure-percent", "100");
            settings.put("gateway.processors.guard.window", "10000");
            settings.put("gateway.processors.guard.minimum-calls", "10000");
            settings.put("gateway.operators.onward-lease", "3s");
            if (node == NUMBER) {
                // So that it is mostly this node that takes unfinished payments up.
                settings.put("gateway.payments.check-every", "100ms");
                settings.put("gateway.operators.onward-pause", "20ms");
            } else {
                settings.put("gateway.operators.onward-pause", "30s");
            }
            return settings;
        }

        @Override
        public String program(int node) {
            return node == NUMBER ? CrashingGateway.class.getName() : Wiring.super.program(node);
        }
    };

    private static final int NUMBER = 2;
    private static final int WAITS = 3;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final GatewayNode node;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    CrashingNode(Bank bank) {
        this.node = bank.node(NUMBER);
    }

    /** How far one course went. */
    record Reached(List<String> passed, boolean standing) {

        static final Reached NOTHING = new Reached(List.of(), false);
    }

    void set(Collection<Errand> errands) {
        var all = errands.stream().map(CrashingNode::course).toList();
        call("PUT", JSON.writeValueAsString(all));
    }

    private static Map<String, Object> course(Errand errand) {
        var cell = errand.cell();
        return Map.of(
                "key", errand.key(),
                "at", Objects.requireNonNullElse(cell.point(), ""),
                "unsent", cell.answer() == Cell.RailAnswer.NOT_SENT);
    }

    /** By key. */
    Map<String, Reached> reached() {
        var all = new LinkedHashMap<String, Reached>();
        JSON.readTree(call("GET", "")).properties().forEach(it -> all.put(it.getKey(), read(it.getValue())));
        return all;
    }

    private static Reached read(JsonNode node) {
        var passed = new ArrayList<String>();
        node.path("passed").forEach(point -> passed.add(point.asString()));
        return new Reached(passed, node.path("standing").asBoolean(false));
    }

    /** Returns when it has ended and works again. */
    void halt() {
        var process = node.part().process();
        try {
            http.send(request(CourseDoor.HALT).POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            // That is how a halt looks from outside.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        process.onExit().join();
        node.part().restart();
        awaitReady();
    }

    // A busy machine may need longer than one wait.
    private void awaitReady() {
        for (int wait = 1; ; wait++) {
            try {
                node.awaitReady();
                return;
            } catch (StartFailure e) {
                if (wait == WAITS || !node.part().process().isAlive()) {
                    throw e;
                }
            }
        }
    }

    private String call(String method, String body) {
        try {
            var request = request(CourseDoor.COURSES).method(method, BodyPublishers.ofString(body));
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(node.plain() + path));
    }
}
