package sandbox.correspondent;

import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import sandbox.books.Books;
import sandbox.http.HttpHost;
import sandbox.http.Seal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two correspondent banks. {@code debk} takes messages at {@code POST /messages} over mutual TLS, sealed; {@code usbk}
 * takes files. Both keep books, hold our accounts with a million dollars and a million euros, and say what becomes of a
 * transfer: see {@link Behaviour}. Making certificates and being down works as with the core banking system.
 */
public final class CorrespondentHost extends HttpHost {

    public static final String SECRET = "sandbox-correspondent-secret";
    public static final String OWN_BIC = "OQIMUZ22XXX";
    public static final String HTTPS = "debk";
    public static final String FILES = "usbk";
    public static final String HTTPS_BIC = "DEBKDEFFXXX";
    public static final String FILES_BIC = "USBKUS33XXX";

    private static final String DOLLARS = "USD";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final ZoneId ZONE = ZoneId.of("Asia/Tashkent");

    private final Seal seal = new Seal(SECRET);
    private final Outages outages = new Outages();
    private final Accounts accounts;
    private final Tray tray;
    private final Postman post;
    private final Desk desk;
    private final Disposable rounds;

    public CorrespondentHost(int port, Path file) {
        var books = new Books(file);
        super("correspondent", books);
        this.accounts = new Accounts(books);
        this.post = new Postman(books, seal, folder(file), shown(file));
        this.desk = new Desk(
                books, post, Map.of(HTTPS, new Paper(HTTPS_BIC, OWN_BIC), FILES, new Paper(FILES_BIC, OWN_BIC)));
        this.tray = new Tray(folder(file), desk);
        listen(withMutualTls(port, "correspondent", tls(file))
                .route(routes -> routes.post("/messages", this::messages)));
        this.rounds = Flux.interval(ROUND)
                .onBackpressureDrop()
                .concatMap(_ -> files())
                .subscribe();
    }

    private static Path tls(Path books) {
        return books.toAbsolutePath().resolveSibling("correspondent-tls");
    }

    /**
     * Who brings what {@code debk} says.
     *
     * @param file its books
     */
    public static Shown shown(Path file) {
        return new Shown(tls(file));
    }

    private static Path folder(Path books) {
        return books.toAbsolutePath().resolveSibling("correspondent-files");
    }

    /**
     * How a gateway reaches one that listens there.
     *
     * @param file its books
     */
    public static Map<String, String> settings(int port, Path file) {
        var settings = new TreeMap<String, String>();
        var links = "gateway.correspondents.links.";
        var pem = "spring.ssl.bundle.pem.correspondent";
        var tls = "file:" + tls(file);
        settings.put("gateway.correspondents.bic", OWN_BIC);
        settings.put(links + HTTPS + ".bic", HTTPS_BIC);
        settings.put(links + HTTPS + ".accounts", Accounts.numbers(HTTPS));
        settings.put(links + HTTPS + ".url", "https://localhost:" + port + "/");
        settings.put(links + HTTPS + ".ssl-bundle", "correspondent");
        settings.put(links + HTTPS + ".secret", SECRET);
        settings.put(links + HTTPS + ".client-certificates", shown(file).fingerprint());
        settings.put("gateway.correspondents.door.port", "0");
        settings.put("gateway.correspondents.door.ssl-bundle", "correspondent");
        settings.put(links + FILES + ".bic", FILES_BIC);
        settings.put(links + FILES + ".accounts", Accounts.numbers(FILES));
        settings.put(links + FILES + ".folder", folder(file).toString());
        settings.put(pem + ".keystore.certificate", tls + "/gateway.pem");
        settings.put(pem + ".keystore.private-key", tls + "/gateway.key");
        settings.put(pem + ".truststore.certificate", tls + "/correspondent.pem");
        return settings;
    }

    /** @param base where the gateway takes what {@code debk} says from whoever shows its certificate */
    public void reach(String base) {
        post.reach(base);
    }

    /** What the bank says that we have there in dollars. */
    public long balance(String link) {
        return balance(link, DOLLARS);
    }

    public long balance(String link, String currency) {
        return accounts.of(link, currency).balance();
    }

    /** Of our account, as it would send it. */
    public String statement(String link, String currency, LocalDate day) {
        return accounts.of(link, currency).statement(desk.paper(link), day);
    }

    @Override
    public String help() {
        return """
            correspondent: debk takes sealed XML at POST /messages over mutual TLS, usbk files in
              correspondent-files/out.
              A word in the creditor's name decides: REJECT AC04, RETURN AC04, RETURNFEE, RETURNPART, SLOW, SILENT,
              TWICE, CONTRADICT, REFUSE; for recalls KEEP (refused) and LATER (pending, then granted).
              POST /acts/correspondent/ time {"millis":200} a day's length; down {"down":true,"link":"debk"}, without
              link both; gateway {"url":"…"}; statement {"link":"debk","currency":"USD","day":"2026-03-02"};
              fund {"link":"debk","currency":"USD","minor":"100","name":"…"};
              status {"uetr":"…","status":"ACCC","reason":"","n":9};
              return {"uetr":"…","reason":"AC04","kept":"0"}; say {"link":"debk","id":"…","xml":"…"}
            """;
    }

    @Override
    public CompletableFuture<?> act(String act, JsonNode words) {
        switch (act) {
            case "time" -> desk.days(Duration.ofMillis(words.path("millis").asLong(2_000)));
            case "down" ->
                outages.tell(words.path("link").asString(""), words.path("down").asBoolean(true));
            case "gateway" -> reach(words.path("url").asString(""));
            default -> {
                return said(act, words).thenReturn(Map.of("said", true)).toFuture();
            }
        }
        return CompletableFuture.completedFuture(Map.of("done", true));
    }

    private Mono<Void> said(String act, JsonNode words) {
        var link = words.path("link").asString(HTTPS);
        return switch (act) {
            case "statement" -> {
                var day = words.path("day").asString(LocalDate.now(ZONE).toString());
                var xml = statement(link, words.path("currency").asString(DOLLARS), LocalDate.parse(day));
                var id = Received.read(Desk.bytes(xml)).orElseThrow().id();
                yield desk.say(link, id, xml, Duration.ZERO);
            }
            case "status" ->
                desk.status(
                        transfer(words),
                        words.path("status").asString("ACCC"),
                        words.path("reason").asString(""),
                        Duration.ZERO,
                        words.path("n").asInt(9));
            case "return" -> {
                var it = transfer(words);
                long kept = Long.parseLong(words.path("kept").asString("0"));
                yield desk.giveBack(
                        it, it.minor() - kept, kept, words.path("reason").asString("AC04"), Duration.ZERO);
            }
            case "fund" ->
                accounts.fund(
                        link,
                        words.path("currency").asString(DOLLARS),
                        Long.parseLong(words.path("minor").asString("0")),
                        words.path("name").asString(""));
            case "say" ->
                post.say(link, words.path("id").asString(""), words.path("xml").asString(""), Duration.ZERO);
            default -> throw new IllegalArgumentException("It does not know " + act);
        };
    }

    private Transfer transfer(JsonNode words) {
        return desk.transfer(words.path("uetr").asString(""))
                .orElseThrow(() -> new IllegalArgumentException("It knows no such transfer"));
    }

    private Publisher<Void> messages(HttpServerRequest request, HttpServerResponse response) {
        return body(request).flatMap(body -> message(request, response, body));
    }

    private Mono<Void> message(HttpServerRequest request, HttpServerResponse response, byte[] body) {
        var asked = String.valueOf(request.requestHeaders().get(Seal.HEADER));
        if (outages.are(HTTPS)) {
            return response.status(503).send().then();
        }
        if (!seal.isRight(asked, request.method().name(), request.uri(), body)) {
            odd("signature");
            return answer(response, asked, 401, new Desk.Word("unsigned", ""));
        }
        return desk.take(HTTPS, body)
                .doOnNext(this::noticed)
                .flatMap(word -> answer(response, asked, word.httpStatus(), word));
    }

    private Mono<Void> answer(HttpServerResponse response, String asked, int status, Desk.Word word) {
        var bytes = JSON.writeValueAsBytes(word);
        return response.status(status)
                .header("Content-Type", "application/json")
                .header(Seal.HEADER, seal.sign("ANSWER", asked, bytes))
                .sendObject(Unpooled.wrappedBuffer(bytes))
                .then();
    }

    private void noticed(Desk.Word word) {
        if (!word.status().equals("accepted")) {
            odd(word.status() + (word.code().isEmpty() ? "" : " " + word.code()));
        }
    }

    private Mono<Void> files() {
        return outages.are(FILES) ? Mono.empty() : tray.round(this::noticed).onErrorResume(_ -> Mono.empty());
    }

    /** Whether all that it ever decided to say has been taken. */
    public boolean isQuiet() {
        return desk.isQuiet();
    }

    @Override
    public void close() {
        rounds.dispose();
        post.close();
        super.close();
    }
}
