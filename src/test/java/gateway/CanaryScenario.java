package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.canaries.Canaries;
import gateway.canaries.DatabaseTexts;
import gateway.canaries.LogTap;
import gateway.canaries.RedisTexts;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import sandbox.embedded.RedisServer;
import sandbox.embedded.Stores;

/**
 * Card numbers, codes, tokens, proofs, keys and passwords go through a whole bank, in good requests and in every kind
 * of bad one. None of them may come out where it does not belong: see {@link Place}.
 */
class CanaryScenario {

    private static final String MARK = "the last line";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final LogTap LOG = new LogTap();
    private static final CanaryStory.Secrets SECRETS = CanaryStory.Secrets.draw();

    private static final CanaryNeighbours NEIGHBOURS = new CanaryNeighbours();

    private static RedisServer redis;
    private static URI redisAddress;
    private static Bank bank;
    private static CanaryStory story;

    /** Where nothing secret may stand. */
    enum Place {
        LOG,
        CONSOLE,
        METRICS,
        PROBLEMS,
        ANSWERS,
        DATABASE,
        REDIS,
        THREADS,
        BEANS
    }

    @BeforeAll
    static void live() throws Exception {
        redis = Stores.ownRedis();
        redisAddress = withPassword(redis.uri());
        createRole();
        var settings = SECRETS.settings(redisAddress);
        settings.putAll(NEIGHBOURS.settings());
        bank = Bank.open(settings, LOG);
        story = new CanaryStory(bank, SECRETS, NEIGHBOURS);
        story.tell();
        var mark = LoggerFactory.getLogger("gateway.canaries");
        mark.warn(MARK);
        awaitConsole(MARK);
    }

    @AfterAll
    static void close() throws SQLException {
        bank.close();
        redis.close();
        LOG.close();
        execute("drop role " + CanaryStory.Secrets.DATABASE_USER);
    }

    /** Whom the database knows by a password of our choice. */
    private static void createRole() throws SQLException {
        try (var connection = Stores.database().jdbc();
                var statement = connection.createStatement()) {
            statement.execute("create role %s login superuser password '%s'"
                    .formatted(CanaryStory.Secrets.DATABASE_USER, SECRETS.databasePassword()));
        }
    }

    @Test
    void theStoryWentWhereItShould() {
        assertThat(story.statuses())
                .as(story.statuses().toString())
                .contains(200, 201, 202, 400, 401, 404, 405, 409, 415, 422, 500);
        assertThat(story.secrets().and(story.tokens()).count()).isGreaterThan(55);
        assertThat(LOG.logged().contains("violates check constraint")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void noCanarySings(Place place) throws Exception {
        // Tokens are told to whoever they are for, in answers that are no problems.
        var wanted = place == Place.ANSWERS ? story.secrets() : story.secrets().and(story.tokens());

        assertThat(wanted.in(place.name(), text(place))).isEmpty();
    }

    /** A scan that cannot find anything proves nothing. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void aPlantedCanaryIsFound(Place place) throws Exception {
        var pan = "8600123412341234";
        var planted = new Canaries()
                .card("card", pan)
                .text("secret", "planted-secret-1")
                .word("code", "K7PL4X");
        plant(place, "8600-1234-1234-1234 (planted-secret-1) K7PL4X");

        assertThat(planted.in(place.name(), text(place))).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "bytea", "jsonb"})
    void aCanaryIsFoundInEveryKindOfColumn(String type) throws SQLException {
        var table = "public.planted_" + type;
        var value = type.equals("jsonb") ? "{\"a\":[\"in-%s\"]}".formatted(type) : "in-" + type;
        execute("create table %s (it %s)".formatted(table, type));
        execute("insert into %s values ('%s')".formatted(table, value));

        assertThat(new Canaries().text("planted", "in-" + type).in("database", database()))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "hash", "list", "set", "zset", "stream", "gone"})
    void aCanaryIsFoundInEveryKindOfValue(String kind) throws Exception {
        var canary = "planted-in-" + kind;
        try (var client = RedisClient.create(redisAddress.toString());
                var connection = client.connect()) {
            var commands = connection.sync();
            switch (kind) {
                case "key" -> commands.set(canary, "1");
                case "hash" -> commands.hset("h", Map.of("f", canary));
                case "list" -> commands.rpush("l", canary);
                case "set" -> commands.sadd("s", canary);
                case "zset" -> commands.zadd("z", 1, canary);
                case "stream" -> commands.xadd("x", Map.of("f", canary));
                default -> {
                    commands.set("g", canary);
                    commands.del("g");
                }
            }
        }

        assertThat(new Canaries().text(kind, canary).in("redis", RedisTexts.of(redisAddress)))
                .hasSize(1);
    }

    /** Whoever begins to export spans makes a new place, and has to look there. */
    @Test
    void noTracesAreExported() {
        assertThat(List.of("io.opentelemetry.sdk.trace.export.SpanExporter", "zipkin2.reporter.Reporter"))
                .noneMatch(type -> org.springframework.util.ClassUtils.isPresent(type, null));
    }

    private static String text(Place place) throws Exception {
        return switch (place) {
            case LOG -> LOG.logged();
            case CONSOLE -> LOG.onConsole();
            case METRICS -> metrics();
            case PROBLEMS -> String.join("\n", story.problems());
            case ANSWERS -> String.join("\n", story.answers());
            case DATABASE -> database();
            case REDIS -> RedisTexts.of(redisAddress);
            case THREADS -> Thread.getAllStackTraces().keySet().toString();
            case BEANS -> bank.printed();
        };
    }

    private static void plant(Place place, String canary) throws Exception {
        switch (place) {
            case LOG -> LoggerFactory.getLogger("gateway.canaries").debug("planted {}", canary);
            case CONSOLE -> System.out.println(canary);
            case METRICS ->
                bank.bean(MeterRegistry.class)
                        .counter("planted", "canary", canary)
                        .increment();
            case PROBLEMS -> story.problems().add(canary);
            case ANSWERS -> story.answers().add(canary);
            case DATABASE -> execute("create table public.planted as select '%s'::text as it".formatted(canary));
            case REDIS -> set(canary);
            case THREADS -> Thread.ofPlatform().daemon().name(canary).start(LockSupport::park);
            case BEANS -> bank.add("planted", new Planted(canary));
        }
    }

    /** Something of ours that prints what it should not. */
    private record Planted(String secret) {}

    private static void set(String canary) {
        try (var client = RedisClient.create(redisAddress.toString());
                var connection = client.connect()) {
            connection.sync().set("planted", canary);
        }
    }

    private static URI withPassword(URI open) {
        try (var client = RedisClient.create(open.toString());
                var connection = client.connect()) {
            connection.sync().configSet("requirepass", SECRETS.redisPassword());
        }
        return URI.create("redis://:%s@%s:%d".formatted(SECRETS.redisPassword(), open.getHost(), open.getPort()));
    }

    private static String database() throws SQLException {
        try (var connection = bank.database.jdbc()) {
            return DatabaseTexts.of(connection);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = bank.database.jdbc();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String metrics() throws Exception {
        var all = new StringBuilder();
        try (var client = HttpClient.newHttpClient()) {
            for (var page : List.of("prometheus", "health", "info")) {
                var address =
                        URI.create("http://localhost:" + bank.property("local.management.port") + "/actuator/" + page);
                var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                all.append(answer.body());
            }
        }
        return all.toString();
    }

    private static void awaitConsole(String mark) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!LOG.onConsole().contains(mark)) {
            assertThat(System.nanoTime()).as("the console shows the log").isLessThan(until);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
