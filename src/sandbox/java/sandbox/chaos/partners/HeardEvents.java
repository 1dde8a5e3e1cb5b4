package sandbox.chaos.partners;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import sandbox.chaos.Bank;
import sandbox.faults.FaultPlan.Plan;
import sandbox.run.DemoPartner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner of all merchants of a bank: what it was to hear, what it heard, and what it can ask for. */
final class HeardEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PARTNER = "partner";
    private static final int PAGE = 500;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Everything that the outbox says about payments to merchants and about refunds of them. */
    private static final String TOLD = """
        select o.id, o.subject, o.version, o.type
          from platform.outbox o
         where o.type like 'payment.%' and cast(o.payload as jsonb) #>> '{destination,type}' = 'merchant'
            or o.type like 'refund.%'
               and exists (select 1
                             from platform.outbox p
                            where p.type like 'payment.%'
                              and p.subject = cast(substr(cast(o.payload as jsonb) ->> 'payment', 5) as uuid)
                              and p.shard = o.shard
                              and cast(p.payload as jsonb) #>> '{destination,type}' = 'merchant')
        """;

    private static final String LEFT = """
        select (select count(*) from webhooks.delivery where state <> 'delivered')
               + (select count(*)
                    from platform.outbox o, webhooks.reader r
                   where o.created_at >= r.read_until)
        """;

    private final Bank bank;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HeardEvents(Bank bank, String key) {
        this.bank = bank;
        this.key = key;
    }

    static HeardEvents of(Bank bank, List<String> merchants) {
        return new HeardEvents(bank, DemoPartner.keyOfNew(bank.running(), merchants));
    }

    /** How many there are by now. While the database is away: as many as before. */
    long events() {
        try {
            return count("select coalesce(max(last_number), 0) from webhooks.partner");
        } catch (SQLException e) {
            return 0;
        }
    }

    /** Emits whether everything was told in time. */
    boolean awaitAll(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (leftNow() > 0) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    String left() {
        return leftNow() + " announcements or deliveries";
    }

    private long leftNow() {
        try {
            return count(LEFT);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String query) throws SQLException {
        try (var connection = bank.running().database().jdbc();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    JudgeEvents judge() {
        bank.sandbox().plan(PARTNER, Plan.NONE);
        var oddities = bank.sandbox().oddities(PARTNER);
        int forged = forge();
        return new JudgeEvents(
                announced(),
                bank.sandbox().books(PARTNER),
                asked(),
                oddities,
                forged,
                bank.sandbox().oddities(PARTNER).getOrDefault("signature", 0L));
    }

    private List<JudgeEvents.Announced> announced() {
        var all = new ArrayList<JudgeEvents.Announced>();
        try (var connection = bank.running().database().jdbc();
                var rows = connection.createStatement().executeQuery(TOLD)) {
            while (rows.next()) {
                all.add(new JudgeEvents.Announced(
                        "evt_" + rows.getString(1), rows.getString(2), rows.getInt(3), rows.getString(4)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    /** Page by page, as a partner who wants to know whether it has missed anything. */
    private List<JsonNode> asked() {
        var all = new ArrayList<JsonNode>();
        long last = 0;
        while (true) {
            var page = get("/v1/events?after=" + last + "&limit=" + PAGE);
            page.path("items").forEach(all::add);
            if (page.path("items").isEmpty()) {
                return all;
            }
            last = all.getLast().path("number").asLong();
        }
    }

    private JsonNode get(String path) {
        var answer = send(HttpRequest.newBuilder(bank.node(1).plain().resolve(path))
                .header("Authorization", "Bearer " + key)
                .GET());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** A message that nobody signed; emits how the partner answers. */
    private int forge() {
        var health = JSON.readTree(
                send(HttpRequest.newBuilder(bank.running().sandbox().resolve("/health"))
                                .GET())
                        .body());
        var hook = URI.create(
                "http://127.0.0.1:" + health.path("ports").path(PARTNER).asInt() + "/hooks/shops");
        return send(HttpRequest.newBuilder(hook)
                        .header("webhook-id", "evt_forged")
                        .header("webhook-timestamp", String.valueOf(System.currentTimeMillis() / 1000))
                        .header("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                        .POST(BodyPublishers.ofString("{\"id\":\"evt_forged\",\"number\":1}")))
                .statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
