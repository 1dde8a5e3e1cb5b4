package sandbox.sms;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What became of the last messages, for whoever asks; and told to whoever left an address. */
final class SmsReports {

    private static final int MOST = 10_000;
    private static final long ON_THE_WAY_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final Map<String, String> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** @param callback empty when nobody wants to be told */
    void add(String id, String status, String callback) {
        synchronized (known) {
            known.put(id, status);
        }
        if (!callback.isEmpty()) {
            var report = "message_id=" + id + "&user_sms_id=&country=UZ&sms_count=1&status=" + status
                    + "&status_date=2026-01-01+00%3A00%3A00";
            // Told once; whoever misses it asks.
            var request = HttpRequest.newBuilder(URI.create(callback))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(report))
                    .build();
            CompletableFuture.delayedExecutor(ON_THE_WAY_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> report(request));
        }
    }

    private void report(HttpRequest request) {
        var _ = http.sendAsync(request, BodyHandlers.discarding());
    }

    Optional<String> of(String id) {
        synchronized (known) {
            return Optional.ofNullable(known.get(id));
        }
    }
}
