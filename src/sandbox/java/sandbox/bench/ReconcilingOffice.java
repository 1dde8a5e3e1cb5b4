package sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import sandbox.abs.DayStatements;
import sandbox.abs.DayStatements.Move;
import sandbox.chaos.Sandbox;
import sandbox.dayfiles.RailDayFiles;
import sandbox.run.Installation.Running;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bank's staff: they import what HUMO booked since the last file, and have the books compared every ten seconds,
 * which is far more often than anybody does.
 */
final class ReconcilingOffice {

    private static final String RAIL = "humo";
    private static final String PATH = "/admin/api/reconciliation/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Running running;
    private final URI gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> told = new HashSet<>();
    private int session;

    ReconcilingOffice(Running running) {
        this.running = running;
        this.gateway = running.nodes().getFirst().plain();
    }

    /** Work that goes on until it is ended. */
    final class Shift {

        private final Thread working;
        private volatile boolean over;
        private int lines;
        private double importSeconds;
        private int runs;
        private double runSeconds;
        private String failure = "";

        private Shift(String file, int lines) {
            this.lines = lines;
            this.working = Thread.ofPlatform().name("reconciling").start(() -> work(file));
        }

        private void work(String file) {
            try {
                long begun = System.nanoTime();
                post("files?counterparty=%s&book=theirs".formatted(RAIL), "text/csv", file);
                importSeconds = (System.nanoTime() - begun) / 1e9;
                while (!over) {
                    long asked = System.nanoTime();
                    compare();
                    runSeconds += (System.nanoTime() - asked) / 1e9;
                    runs++;
                    restUntil(asked + EVERY.toNanos());
                }
            } catch (IllegalStateException | UncheckedIOException e) {
                failure = "; FAILED: " + e.getMessage();
            }
        }

        private void restUntil(long nanos) {
            while (!over && System.nanoTime() < nanos) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }

        private void compare() {
            post("runs/" + RAIL, "application/json", "");
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (isWaiting() && System.nanoTime() < until) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }

        /** Returns when the last comparison is through, and says how it went. */
        String end() {
            over = true;
            try {
                working.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return text();
        }

        private String text() {
            return String.format(
                    Locale.ROOT,
                    "%,d lines imported in %.1f s, compared %d times, %.1f s each, at last %s%s",
                    lines,
                    importSeconds,
                    runs,
                    runs == 0 ? 0 : runSeconds / runs,
                    last(),
                    failure);
        }
    }

    /** With a file of everything that the rail has booked and told nobody of yet. */
    Shift begin() {
        var today = LocalDate.now(ZoneId.of("Asia/Tashkent"));
        var fresh = fresh(today);
        return new Shift(RailDayFiles.humo(fresh, today, ++session), fresh.size());
    }

    private List<Move> fresh(LocalDate today) {
        var moves = DayStatements.moves(new Sandbox(running.sandbox()).books(RAIL), today).stream()
                .filter(move -> !told.contains(move.entry().reference()))
                .toList();
        moves.forEach(move -> told.add(move.entry().reference()));
        return moves;
    }

    private boolean isWaiting() {
        return run().path("waiting").asBoolean(false);
    }

    private String last() {
        var run = run();
        return "%s items, %s agreed, %s breaks"
                .formatted(
                        run.path("items").asLong(),
                        run.path("agreed").asLong(),
                        run.path("breaks").asLong());
    }

    private JsonNode run() {
        for (var run : send(request("runs").GET()).path("items")) {
            if (run.path("counterparty").asString("").equals(RAIL)) {
                return run;
            }
        }
        return JsonMapper.shared().createObjectNode();
    }

    private void post(String what, String type, String body) {
        send(request(what).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String what) {
        return HttpRequest.newBuilder(gateway.resolve(PATH + what))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + running.staffToken());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body().isBlank()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
