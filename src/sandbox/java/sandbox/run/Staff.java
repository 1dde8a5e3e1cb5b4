package sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import sandbox.mobile.MobileApp;
import sandbox.mobile.Phone;
import sandbox.mobile.Trust;

/**
 * {@code ./gateway staff …}: the bank's two members of staff from a terminal, over TLS and HTTP/2. One proposes what
 * takes two, the other decides.
 */
public final class Staff {

    private static final String USAGE = """
            ./gateway staff get /admin/api/payments/pay_…/decisions    every check of a payment
            ./gateway staff get /admin/api/acts                        what waits for the second of two people
            ./gateway staff post /admin/api/… '{…}'                    propose or do something, as dilnoza
            ./gateway staff --as rustam post /admin/api/… '{…}'        the same as the other one
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> TOKENS =
            Map.of("dilnoza", GatewaySettings.STAFF_TOKEN, "rustam", GatewaySettings.SECOND_STAFF_TOKEN);

    private final HttpClient http;
    private final URI gateway;
    private final String token;

    private Staff(HttpClient http, URI gateway, String token) {
        this.http = http;
        this.gateway = gateway;
        this.token = token;
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        if (args.length == 0) {
            System.out.print(USAGE);
            return;
        }
        System.exit(Phone.exitCode(() -> errand(new ArrayDeque<>(List.of(args))), System.err));
    }

    private static int errand(ArrayDeque<String> words) throws IOException, GeneralSecurityException {
        var who = "dilnoza";
        if ("--as".equals(words.peek())) {
            words.poll();
            who = next(words);
        }
        var method = next(words).toUpperCase(Locale.ROOT);
        var path = next(words);
        var body = Optional.ofNullable(words.poll()).orElse("{}");
        return of(who, Path.of(setting("OQIM_HOME", ".oqim"))).send(method, path, body);
    }

    private static Staff of(String who, Path home) throws IOException, GeneralSecurityException {
        var name = TOKENS.get(who);
        if (name == null) {
            throw new IllegalArgumentException("Nobody is called " + who + ": there are dilnoza and rustam");
        }
        var file = home.resolve("secrets.properties");
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        var secrets = new Properties();
        try (var in = Files.newInputStream(file)) {
            secrets.load(in);
        }
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(Trust.in(home.resolve("tls/gateway.pem")))
                .build();
        return new Staff(
                http, URI.create(setting("OQIM_GATEWAY", "https://localhost:8443")), secrets.getProperty(name));
    }

    private int send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", MobileApp.newKey())
                    .method(method, BodyPublishers.ofString(body));
        }
        System.out.println("> " + method + " " + path + (method.equals("GET") ? "" : "\n> " + body));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            System.out.println("< " + answer.version() + " " + answer.statusCode() + "\n< " + answer.body());
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String next(ArrayDeque<String> words) {
        return Optional.ofNullable(words.poll())
                .orElseThrow(() -> new IllegalArgumentException("Something is missing.\n" + USAGE));
    }

    private static String setting(String name, String usual) {
        return Optional.ofNullable(System.getenv(name)).orElse(usual);
    }
}
