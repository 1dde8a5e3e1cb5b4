package sandbox.operators;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Over HTTP, as operators do. */
public final class HttpWire implements OperatorWire {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI gateway;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public HttpWire(URI gateway) {
        this.gateway = gateway;
    }

    @Override
    public Heard send(String method, String path, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return new Heard(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new KitFailure("no answer from " + path + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KitFailure("interrupted");
        }
    }
}
