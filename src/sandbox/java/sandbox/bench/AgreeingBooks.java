package sandbox.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import sandbox.embedded.Database;
import sandbox.run.Installation.Running;
import sandbox.run.Verify;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** After the load: do the ledger, the payments and every rail's own books say the same? */
final class AgreeingBooks {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String COMPLETED = """
            select parties::json -> 'from' ->> 'scheme', count(*), sum(amount_minor)
              from payments.payment
             where status = 'completed'
             group by 1
            """;

    private static final String UNFINISHED = """
            select count(*)
              from payments.payment
             where next_check_at is not null
            """;

    private final Running running;
    private final List<String> words = new ArrayList<>();

    private AgreeingBooks(Running running) {
        this.running = running;
    }

    /** @param text a line for each comparison */
    record Verdict(boolean agree, long payments, String text) {}

    private record Total(long count, long sum) {}

    /** @param acknowledged how many payments the clients were told are completed */
    static Verdict of(Running running, long acknowledged) {
        return new AgreeingBooks(running).compare(acknowledged);
    }

    private Verdict compare(long acknowledged) {
        boolean agree = awaitFinality();
        long payments = 0;
        for (var rail : completed().entrySet()) {
            var theirs = debits(rail.getKey());
            boolean same = theirs.equals(rail.getValue());
            words.add("%s: %s completed here, %s in the rail's books: %s"
                    .formatted(rail.getKey(), rail.getValue(), theirs, same ? "agree" : "DISAGREE"));
            agree &= same;
            payments += rail.getValue().count();
        }
        // A client that gave up waiting was told nothing, so there may be more; there must never be fewer.
        boolean kept = payments >= acknowledged;
        words.add("%,d acknowledged to clients, %,d stored: %s"
                .formatted(acknowledged, payments, kept ? "kept" : "LOST"));
        var report = Verify.report(running);
        words.add(report.text());
        return new Verdict(agree && kept && report.isClean(), payments, String.join("\n", words));
    }

    private boolean awaitFinality() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        long unfinished = unfinished();
        while (unfinished > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            unfinished = unfinished();
        }
        words.add(unfinished + " payments are not final");
        return unfinished == 0;
    }

    private long unfinished() {
        try (var connection = running.database().jdbc();
                var rows = connection.createStatement().executeQuery(UNFINISHED)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Total> completed() {
        Database database = running.database();
        var totals = new TreeMap<String, Total>();
        try (var connection = database.jdbc();
                var rows = connection.createStatement().executeQuery(COMPLETED)) {
            while (rows.next()) {
                totals.put(
                        String.valueOf(rows.getString(1)).toLowerCase(Locale.ROOT),
                        new Total(rows.getLong(2), rows.getLong(3)));
            }
            return totals;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without those that were undone. */
    private Total debits(String rail) {
        var summary = summary(running.sandbox().resolve("/books/" + rail + "/summary"));
        return new Total(
                number(summary, "DEBIT", "count") - number(summary, "REVERSAL", "count"),
                number(summary, "DEBIT", "sum") - number(summary, "REVERSAL", "sum"));
    }

    private static long number(JsonNode summary, String kind, String field) {
        return summary.path(kind).path(field).asLong(0);
    }

    private static JsonNode summary(URI page) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException("The sandbox's books cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
