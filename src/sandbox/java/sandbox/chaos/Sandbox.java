package sandbox.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan.Plan;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The rails from outside: their faults and their books, over the sandbox's own door. */
public final class Sandbox {

    public static final List<String> RAILS = List.of("uzcard", "humo", "visa");

    /** Operators that are called like rails; nobody pays there unless a campaign wants it. */
    public static final List<String> SERVICES = List.of("payme", "click", "uzum");

    /** Whose books are compared. */
    public static final List<String> ALL =
            Stream.concat(RAILS.stream(), SERVICES.stream()).toList();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectReader BOOK = JSON.readerForListOf(BookEntry.class);
    // Half as often as money messages in all, and among enquiries and reversals no declines.
    private static final double RECOVERY_SHARE = 0.55;
    private static final List<Fault> RECOVERY_FAULTS = List.of(
            Fault.DELAY,
            Fault.SILENCE_NOT_DONE,
            Fault.SILENCE_DONE,
            Fault.GARBLED_ANSWER,
            Fault.RESET_NOT_DONE,
            Fault.RESET_DONE,
            Fault.DUPLICATE_ANSWER);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI control;

    public Sandbox(URI control) {
        this.control = control;
    }

    /**
     * Every kind of fault equally often.
     *
     * @param share of the money messages that meet one, 0 to 1; enquiries and reversals meet about half as many
     */
    public void breakRails(long seed, double share) {
        for (int i = 0; i < ALL.size(); i++) {
            plan(
                    ALL.get(i),
                    new Plan(
                            seed * RAILS.size() + i,
                            even(List.of(Fault.values()), share),
                            even(RECOVERY_FAULTS, share * RECOVERY_SHARE)));
        }
    }

    public void heal() {
        ALL.forEach(rail -> plan(rail, Plan.NONE));
    }

    private static Map<Fault, Double> even(List<Fault> faults, double share) {
        return faults.stream().collect(Collectors.toMap(fault -> fault, _ -> share / faults.size()));
    }

    /** How often each fault was met, over all rails. */
    public Map<String, Long> faultsMet() {
        var sum = new TreeMap<String, Long>();
        ALL.forEach(rail -> faultsMet(rail).forEach((fault, count) -> sum.merge(fault, count, Long::sum)));
        return sum;
    }

    public Map<String, Long> faultsMet(String counterparty) {
        return counts("/faults/" + counterparty + "/hits");
    }

    /** What a rail noticed about whoever asks. */
    public Map<String, Long> oddities(String rail) {
        return counts("/oddities/" + rail);
    }

    private Map<String, Long> counts(String path) {
        var counts = new TreeMap<String, Long>();
        JSON.readTree(get(path))
                .properties()
                .forEach(it -> counts.put(it.getKey(), it.getValue().asLong()));
        return counts;
    }

    public List<BookEntry> books(String rail) {
        return BOOK.readValue(get("/books/" + rail));
    }

    private String get(String path) {
        return call(HttpRequest.newBuilder(control.resolve(path)).GET());
    }

    /** From now on this rail misbehaves as planned. */
    public void plan(String rail, Plan plan) {
        var url = control.resolve("/faults/" + rail);
        call(HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString(JSON.writeValueAsString(plan))));
        if (JSON.readTree(get("/faults/" + rail)).path("seed").asLong(-1) != plan.seed()) {
            throw new IllegalStateException("The sandbox did not take the plan for " + rail);
        }
    }

    /** A counterparty does something of its own accord. */
    public void act(String counterparty, String act, Object words) {
        var url = control.resolve("/acts/" + counterparty + "/" + act);
        call(HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(JSON.writeValueAsString(words))));
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
