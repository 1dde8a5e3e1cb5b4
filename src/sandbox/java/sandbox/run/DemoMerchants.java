package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** Three merchants to pay in a fresh installation; registered once, and the same ones after a restart. */
final class DemoMerchants {

    private static final String FILE = "merchants.properties";
    private static final Pattern ID = Pattern.compile("mer_[0-9a-f-]{36}");
    private static final Map<String, String> CATEGORIES =
            new TreeMap<>(Map.of("Bookshop", "5942", "Groceries", "5411", "Pharmacy", "5912"));

    private DemoMerchants() {}

    /** Ids by name. */
    static Map<String, String> in(Home home, URI gateway, String staffToken) {
        var file = home.data(FILE);
        try {
            var known = Files.exists(file) ? Secrets.read(Files.readString(file)) : new TreeMap<String, String>();
            if (!known.keySet().containsAll(CATEGORIES.keySet())) {
                CATEGORIES.forEach((name, category) ->
                        known.computeIfAbsent(name, missing -> register(gateway, staffToken, name, category)));
                Home.write(file, Secrets.render(known));
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String register(URI gateway, String staffToken, String name, String category) {
        var body = "{\"name\":\"%s\",\"category\":\"%s\"}".formatted(name, category);
        var request = HttpRequest.newBuilder(gateway.resolve("/admin/api/merchants"))
                .header("Authorization", "Bearer " + staffToken)
                .header("Content-Type", "application/json")
                // The same request after a crash is the same merchant.
                .header(
                        "Idempotency-Key",
                        UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .toString())
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            var id = ID.matcher(answer.body());
            if (answer.statusCode() / 100 != 2 || !id.find()) {
                throw new StartFailure("The gateway did not register the merchant " + name + ": status "
                        + answer.statusCode() + " " + answer.body());
            }
            return id.group();
        } catch (IOException e) {
            throw new StartFailure("The gateway did not register the merchant " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while registering the merchant " + name, e);
        }
    }
}
