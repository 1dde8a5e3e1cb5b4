package gateway.cards.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import gateway.cards.CardRegistrar;
import gateway.cards.CardRegistrar.Registration;
import gateway.cards.Cards;
import gateway.cards.CardsFixture;
import gateway.cards.Numbers;
import gateway.cards.Pan;
import gateway.cards.Scheme;
import gateway.customers.Customer;
import gateway.customers.Customers;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import sandbox.embedded.Database;
import sandbox.embedded.Stores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cards as a mobile client meets them, and no number anywhere but in the vault. */
class CardControllerModuleTest {

    private static final String CODE = "493817";
    private static final TimeOrderedIds IDS = new TimeOrderedIds(Clock.systemUTC(), new Random(11));
    private static final List<String> ANSWERS = new CopyOnWriteArrayList<>();

    private static Database database;
    private static ConfigurableApplicationContext context;
    private static WebTestClient http;
    private static String base;

    private CustomerId customer;

    @BeforeAll
    static void start() {
        database = Stores.database();
        var properties = new HashMap<String, Object>(database.properties());
        properties.putAll(CardsFixture.keys(1, 1));
        properties.put("server.port", "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("spring.liquibase.enabled", "false");
        properties.put("management.endpoint.health.validate-group-membership", "false");
        properties.put("management.server.port", "0");
        var application = new SpringApplication(CardApplication.class);
        application.addInitializers(
                (ApplicationContextInitializer<GenericApplicationContext>) CardControllerModuleTest::addTheWorld);
        context = application.run(properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
        base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        http = WebTestClient.bindToServer()
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void newCustomer() {
        customer = new CustomerId(IDS.next(3));
    }

    @Test
    void linksACardThatItsRailVouchesFor() {
        var answer = link(Numbers.visa(1), "2030-01");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().getFirst("Location")).isEqualTo("/v1/cards/" + answer.text("id"));
        assertThat(answer.text("scheme")).isEqualTo("visa");
        assertThat(answer.text("state")).isEqualTo("linked");
        assertThat(answer.text("masked")).isEqualTo(Numbers.pan(Numbers.visa(1)).masked());
    }

    @Test
    void linksACardWithTheRailsCode() {
        var begun = link(Numbers.uzcard(1), "2030-01");
        var confirm = "/v1/cards/registrations/" + begun.text("registrationId") + "/confirm";

        var wrong = send(HttpMethod.POST, confirm, Map.of("code", "000000"));
        var right = send(HttpMethod.POST, confirm, Map.of("code", CODE));

        assertThat(begun.status()).isEqualTo(202);
        assertThat(wrong.problem()).isEqualTo("422 code-refused");
        assertThat(wrong.text("triesLeft")).isEqualTo("2");
        assertThat(right.status()).isEqualTo(201);
        assertThat(right.text("scheme")).isEqualTo("uzcard");
        assertThat(send(HttpMethod.GET, "/v1/cards", null).json().get("cards").get(0))
                .isEqualTo(right.json());
    }

    @Test
    void freezesUnfreezesAndUnlinks() {
        var card = "/v1/cards/" + link(Numbers.visa(2), "2030-01").text("id");

        assertThat(send(HttpMethod.POST, card + "/freeze", null).text("state")).isEqualTo("frozen");
        assertThat(send(HttpMethod.GET, card, null).text("state")).isEqualTo("frozen");
        assertThat(send(HttpMethod.POST, card + "/unfreeze", null).text("state"))
                .isEqualTo("linked");
        assertThat(send(HttpMethod.DELETE, card, null).status()).isEqualTo(204);
        assertThat(send(HttpMethod.DELETE, card, null).status()).isEqualTo(204);
        assertThat(send(HttpMethod.GET, card, null).text("state")).isEqualTo("unlinked");
        assertThat(send(HttpMethod.POST, card + "/freeze", null).problem()).isEqualTo("409 card-unlinked");
        assertThat(send(HttpMethod.GET, "/v1/cards", null).body()).isEqualTo("{\"cards\":[]}");
    }

    @Test
    void givesTheSameBytesForTheSameKey() {
        var body = Map.of("pan", Numbers.visa(3), "expiry", "2030-01");

        var first = post("key-bytes-1", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(post("key-bytes-1", body).body()).isEqualTo(first.body());
        assertThat(post("key-bytes-1", Map.of("pan", Numbers.visa(4), "expiry", "2030-01"))
                        .problem())
                .isEqualTo("422 key-reused");
    }

    @Test
    void answersForSomebodyElsesCardAsForNone() {
        var card = link(Numbers.visa(5), "2030-01").text("id");
        newCustomer();

        for (var id : List.of(card, "crd_" + IDS.next(3), "crd_1", "pay_" + IDS.next(3), "%20")) {
            for (var call : List.of("GET ", "DELETE ", "POST /freeze", "POST /unfreeze")) {
                var parts = call.split(" ", -1);
                assertThat(send(HttpMethod.valueOf(parts[0]), "/v1/cards/" + id + parts[1], null)
                                .problem())
                        .isEqualTo("404 card-not-found");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{};422 field-missing",
                "{\"pan\":\"P\"};422 field-missing",
                "{\"pan\":\"P\",\"expiry\":null};422 field-missing",
                "{\"pan\":8600123400000012,\"expiry\":\"2030-01\"};422 field-invalid",
                "{\"pan\":[\"P\"],\"expiry\":\"2030-01\"};422 field-invalid",
                "{\"pan\":\"P\",\"expiry\":\"2030-01\",\"cvv\":\"123\"};422 unknown-field",
                "{\"pan\":\"P\",\"expiry\":\"2030-01\",\"cvv2\":123};422 unknown-field",
                "{\"pan\":\"8600123400000010\",\"expiry\":\"2030-01\"};422 pan-invalid",
                "{\"pan\":\"8600 1234 0000 0012\",\"expiry\":\"2030-01\"};422 pan-invalid",
                "{\"pan\":\"5105105105105100\",\"expiry\":\"2030-01\"};422 scheme-unknown",
                "{\"pan\":\"P\",\"expiry\":\"01/30\"};422 expiry-invalid",
                "{\"pan\":\"P\",\"expiry\":\"2020-01\"};422 card-expired",
                "[];400 malformed-json",
                "{\"pan\":\"P\";400 malformed-json"
            })
    void refusesBadInputAndStoresNothing(String body, String problem) {
        var answer = answer(request(HttpMethod.POST, "/v1/cards", "key-bad-input")
                .bodyValue(body.replace("\"P\"", '"' + Numbers.visa(6) + '"')));

        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(send(HttpMethod.GET, "/v1/cards", null).body()).isEqualTo("{\"cards\":[]}");
    }

    @Test
    void wantsAnIdempotencyKey() {
        var answer = answer(request(HttpMethod.POST, "/v1/cards", null)
                .bodyValue(bytes(Map.of("pan", Numbers.visa(7), "expiry", "2030-01"))));

        assertThat(answer.problem()).isEqualTo("400 idempotency-key-missing");
    }

    @Test
    void asksToComeBackWhenTheRailIsDown() {
        var answer = link(Numbers.humo(1), "2030-01");

        assertThat(answer.problem()).isEqualTo("503 card-rail-unavailable");
        assertThat(answer.headers().getFirst("Retry-After")).isEqualTo("5");
    }

    @Test
    void leavesNoNumberAnywhereButInTheVault() throws SQLException {
        var canaries = new ArrayList<String>();
        var logs = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var level = root.getLevel();
        logs.start();
        root.addAppender(logs);
        root.setLevel(Level.DEBUG);
        ANSWERS.clear();
        try {
            for (int n = 900; n < 907; n++) {
                canaries.addAll(walk(n));
                newCustomer();
            }
        } finally {
            root.setLevel(level);
            root.detachAppender(logs);
        }

        var places = new ArrayList<String>(ANSWERS);
        logs.list.forEach(event -> places.add(event.getFormattedMessage() + trace(event)));
        int withoutTheDump = places.size();
        places.addAll(dump());
        assertThat(places.size()).isGreaterThan(withoutTheDump + 14);
        assertThat(places)
                .anyMatch(place -> place.contains(Numbers.pan(Numbers.visa(900)).masked()));
        for (var canary : canaries) {
            for (var form : forms(canary)) {
                assertThat(places.stream()
                                .filter(place -> place.toLowerCase(Locale.ROOT).contains(form)))
                        .as(form)
                        .isEmpty();
            }
        }
    }

    /** Every path a number can take, the failing ones too. */
    private List<String> walk(int n) {
        var registration = link(Numbers.uzcard(n), "2030-01").text("registrationId");
        send(HttpMethod.POST, "/v1/cards/registrations/" + registration + "/confirm", Map.of("code", "000000"));
        send(HttpMethod.POST, "/v1/cards/registrations/" + registration + "/confirm", Map.of("code", CODE));
        var card = link(Numbers.visa(n), "2030-01").text("id");
        send(HttpMethod.POST, "/v1/cards/" + card + "/freeze", null);
        send(HttpMethod.DELETE, "/v1/cards/" + card, null);
        link(Numbers.humo(n), "2030-01");
        link(Numbers.visa(n + 50), "2001-01");
        link(Numbers.visa(n + 50), Numbers.visa(n + 50));
        var wrong = Numbers.visa(n + 60).substring(0, 15);
        link(wrong, "2030-01");
        post("key-canary-" + n, Map.of(Numbers.visa(n + 70), "1", "pan", Numbers.visa(n + 70)));
        send(HttpMethod.GET, "/v1/cards", null);
        context.getBean(Cards.class).recipient(Numbers.humo(n + 80)).block();
        var all = new ArrayList<>(List.of(Numbers.uzcard(n), Numbers.visa(n), Numbers.humo(n), Numbers.visa(n + 50)));
        all.addAll(List.of(wrong, Numbers.visa(n + 70), Numbers.humo(n + 80)));
        return all;
    }

    private static List<String> forms(String pan) {
        var bytes = pan.getBytes(StandardCharsets.US_ASCII);
        var utf16 = pan.getBytes(StandardCharsets.UTF_16BE);
        var grouped = pan.replaceAll("(.{4})(?!$)", "$1 ");
        return java.util.stream.Stream.of(
                        pan,
                        grouped,
                        grouped.replace(' ', '-'),
                        grouped.replace(" ", "%20"),
                        Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(bytes)
                                .substring(0, 18),
                        HexFormat.of().formatHex(bytes),
                        HexFormat.of().formatHex(utf16))
                .map(form -> form.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String trace(ILoggingEvent event) {
        var text = new StringBuilder();
        for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            text.append(cause.getClassName()).append(cause.getMessage());
        }
        return text.append(event.getKeyValuePairs())
                .append(event.getMDCPropertyMap())
                .toString();
    }

    /** Every row of every table of every schema of ours, as text. */
    private static List<String> dump() throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = database.jdbc();
                var tables = connection.createStatement();
                var found = tables.executeQuery("select format('%I.%I', table_schema, table_name) from"
                        + " information_schema.tables"
                        + " where table_schema not in ('pg_catalog', 'information_schema')")) {
            while (found.next()) {
                try (var table = connection.createStatement();
                        var row = table.executeQuery("select t::text from " + found.getString(1) + " t")) {
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    private Answer link(String pan, String expiry) {
        return post(
                "key-" + UUID.nameUUIDFromBytes((customer + pan + expiry).getBytes(StandardCharsets.UTF_8)),
                Map.of("pan", pan, "expiry", expiry));
    }

    private Answer post(String key, Map<String, String> body) {
        return answer(request(HttpMethod.POST, "/v1/cards", key).bodyValue(bytes(body)));
    }

    private Answer send(HttpMethod method, String path, @Nullable Map<String, String> body) {
        var request = request(method, path, null);
        return answer(body == null ? request : request.bodyValue(bytes(body)));
    }

    private WebTestClient.RequestBodySpec request(HttpMethod method, String path, @Nullable String key) {
        var request = http.method(method)
                .uri(URI.create(base + path))
                .header(CardApplication.CUSTOMER, customer.toString())
                .header("Content-Type", "application/json");
        return key == null ? request : request.header("Idempotency-Key", key);
    }

    // As bytes, because the test's own client would log the text it sends.
    private static byte[] bytes(Map<String, String> body) {
        return JsonMapper.shared().writeValueAsBytes(body);
    }

    private static Answer answer(WebTestClient.RequestHeadersSpec<?> request) {
        var result = request.exchange().expectBody().returnResult();
        var bytes = result.getResponseBodyContent();
        var body = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        ANSWERS.add(result.getResponseHeaders() + body);
        return new Answer(result.getStatus().value(), result.getResponseHeaders(), body);
    }

    /** What came back over the wire. */
    private record Answer(int status, HttpHeaders headers, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String text(String field) {
            return json().path(field).asString();
        }

        String problem() {
            return status + " " + text("type").replace("/problems/", "");
        }
    }

    private static void addTheWorld(GenericApplicationContext starting) {
        starting.registerBean(Clock.class, Clock::systemUTC);
        starting.registerBean(TimeOrderedIds.class, () -> IDS);
        starting.registerBean(RandomGenerator.class, () -> new SecureRandom());
        starting.registerBean(Customers.class, OneOfAll::new);
        starting.registerBean(
                "uzcard", CardRegistrar.class, () -> new Rail(Scheme.UZCARD, new Registration.CodeSent("r", "***")));
        starting.registerBean(
                "humo", CardRegistrar.class, () -> new Rail(Scheme.HUMO, new Registration.Unavailable("down")));
        starting.registerBean(
                "visa", CardRegistrar.class, () -> new Rail(Scheme.VISA, new Registration.Confirmed(null, null)));
    }

    /** A rail with one answer. */
    private record Rail(Scheme scheme, Registration answer) implements CardRegistrar {

        @Override
        public Mono<Registration> begin(Pan pan, YearMonth expiry) {
            return Mono.just(answer);
        }

        @Override
        public Mono<Registration> confirm(String reference, String code) {
            return Mono.just(
                    code.equals(CODE)
                            ? new Registration.Confirmed("TOKEN", CardsFixture.PHONE)
                            : new Registration.Refused(Registration.Reason.CODE_WRONG, "-269"));
        }
    }

    /** Everybody has the same phone. */
    private static final class OneOfAll implements Customers {

        @Override
        public Mono<Optional<Customer>> byPhone(String phone) {
            return Mono.just(Optional.empty());
        }

        @Override
        public Mono<Customer> find(CustomerId id) {
            return Mono.just(new Customer(id, CardsFixture.PHONE, "uz"));
        }
    }
}
