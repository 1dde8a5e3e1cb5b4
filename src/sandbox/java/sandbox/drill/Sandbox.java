package sandbox.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sandbox.books.BookEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rails from outside: their faults and their books, over the sandbox's own door. */
final class Sandbox {

    static final List<String> RAILS = List.of("uzcard", "humo", "visa");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    // One in ten money messages, over every kind there is; and some of what should repair it.
    private static String planOf(long seed) {
        return """
            {"seed":%d,
             "rates":{"DECLINE_FUNDS":0.01,"DECLINE_FRAUD":0.01,"DELAY":0.01,"SILENCE_NOT_DONE":0.01,
                      "SILENCE_DONE":0.01,"LATE_ANSWER":0.01,"DUPLICATE_ANSWER":0.01,"GARBLED_ANSWER":0.01,
                      "RESET_NOT_DONE":0.01,"RESET_DONE":0.01},
             "recoveryRates":{"DELAY":0.01,"SILENCE_NOT_DONE":0.005,"SILENCE_DONE":0.005,"GARBLED_ANSWER":0.01,
                      "RESET_NOT_DONE":0.01,"RESET_DONE":0.01,"DUPLICATE_ANSWER":0.01}}
            """.formatted(seed);
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI control;

    Sandbox(URI control) {
        this.control = control;
    }

    void breakRails(long seed) {
        for (int i = 0; i < RAILS.size(); i++) {
            plan(RAILS.get(i), planOf(seed * RAILS.size() + i));
        }
    }

    void heal() {
        RAILS.forEach(rail -> plan(rail, "{}"));
    }

    /** How often each fault was met, over all rails. */
    Map<String, Long> faultsMet() {
        var sum = new TreeMap<String, Long>();
        for (var rail : RAILS) {
            JSON.readTree(get("/faults/" + rail + "/hits"))
                    .properties()
                    .forEach(hit -> sum.merge(hit.getKey(), hit.getValue().asLong(), Long::sum));
        }
        return sum;
    }

    List<BookEntry> books(String rail) {
        var entries = new ArrayList<BookEntry>();
        for (JsonNode entry : JSON.readTree(get("/books/" + rail))) {
            entries.add(JSON.treeToValue(entry, BookEntry.class));
        }
        return entries;
    }

    private String get(String path) {
        return call(HttpRequest.newBuilder(control.resolve(path)).GET());
    }

    private void plan(String rail, String plan) {
        var url = control.resolve("/faults/" + rail);
        call(HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString(plan)));
        long wanted = JSON.readTree(plan).path("seed").asLong(0);
        if (JSON.readTree(get("/faults/" + rail)).path("seed").asLong(-1) != wanted) {
            throw new IllegalStateException("The sandbox did not take the plan for " + rail);
        }
    }

    private String call(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The sandbox answers " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
