package gateway.compliance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.compliance.RecordMovements;
import gateway.compliance.SetClock;
import gateway.compliance.WorthInSom;
import gateway.compliance.cases.Cases;
import gateway.packs.InForce;
import gateway.platform.journal.Decision;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Money of every currency counts, by what it is worth in so'm. */
class CurrenciesModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static LiveBooks books;
    private static Cases cases;

    /** So'm for one unit. */
    private final Map<Asset, Long> rates = new ConcurrentHashMap<>();

    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        MovementWriter movementWriter() {
            return new MovementWriter();
        }
    }

    @BeforeAll
    static void start() {
        var database = Stores.database();
        books = LiveBooks.start(database, Parts.class);
        cases = new Cases(database, new SetClock("2026-11-26T10:00:00Z"));
    }

    @AfterAll
    static void stop() {
        cases.close();
        books.close();
    }

    private static CustomerId customer() {
        return new CustomerId(new UUID(10_000 + NAMES.incrementAndGet(), 9));
    }

    /** Three in an hour, together 30 so'm: one base unit is one so'm here. */
    private void judge() {
        WorthInSom worth = (money, at) ->
                Mono.justOrEmpty(rates.get(money.asset())).map(rate -> new Money(money.minor() * rate, Asset.UZS));
        var rule = Moves.rule("velocity", Moves.HOUR, new Suspicion.Velocity(Direction.OUT, 3, Moves.units(30)));
        new JudgeMovements(
                        InForce.always(new MonitoringPacks(), Moves.book(rule)),
                        InForce.always(new UnitPacks(), Moves.UNITS),
                        new MovementStore(cases.database),
                        new ValueMovements(cases.database, worth),
                        cases.alerts,
                        cases.transaction,
                        JSON)
                .run()
                .block(PATIENCE);
    }

    private static void move(CustomerId customer, int minute, long minor, Asset asset) {
        var movement = new Movement(
                new UUID(minute, NAMES.incrementAndGet()),
                customer,
                Moves.START.plus(Duration.ofMinutes(minute)),
                Direction.OUT,
                new Money(minor, asset),
                new UUID(8, 8),
                null,
                null);
        assertThat(books.journal()
                        .commit(new Entry(
                                customer.shard(), Priority.COMPLETION, List.of(new RecordMovements(List.of(movement)))))
                        .block(PATIENCE))
                .isInstanceOf(Decision.Committed.class);
    }

    private static List<JsonNode> alerts(CustomerId customer) {
        return Objects.requireNonNull(cases.database
                .sql("select e.body from compliance.evidence e join compliance.case_file f on f.id = e.case_id"
                        + " where f.customer = :customer order by e.body")
                .bind("customer", customer.value())
                .map(row -> JSON.readTree(Objects.requireNonNull(row.get("body", String.class))))
                .all()
                .collectList()
                .block(PATIENCE));
    }

    @Test
    void moneyOfAllCurrenciesCountsTogether() {
        rates.put(Asset.USD, 15L);
        rates.put(Asset.EUR, 5L);
        var customer = customer();
        move(customer, 1, 10_00, Asset.UZS);
        move(customer, 2, 1_00, Asset.USD);
        judge();
        assertThat(alerts(customer)).isEmpty();

        move(customer, 3, 1_00, Asset.EUR);
        judge();

        assertThat(alerts(customer)).singleElement().satisfies(it -> {
            assertThat(it.path("sum").asString()).isEqualTo("30.00");
            assertThat(it.path("payments").path(1).path("amount").asString()).isEqualTo("15.00");
            assertThat(it.path("payments").path(1).path("moved").asString()).isEqualTo("1.00 USD");
            assertThat(it.path("payments").path(0).path("moved").isNull()).isTrue();
        });
    }

    @Test
    void ofTooLittleWorthNothingIsSaid() {
        rates.put(Asset.USD, 9L);
        var customer = customer();
        for (int minute = 1; minute <= 3; minute++) {
            move(customer, minute, 1_00, Asset.USD);
        }

        judge();

        assertThat(alerts(customer)).isEmpty();
    }

    @Test
    void whatIsItsWorthOnceStaysSo() {
        rates.put(Asset.USD, 9L);
        var customer = customer();
        move(customer, 1, 1_00, Asset.USD);
        move(customer, 2, 1_00, Asset.USD);
        judge();
        rates.put(Asset.USD, 11L);

        move(customer, 3, 1_00, Asset.USD);
        judge();

        assertThat(alerts(customer)).as("9 + 9 + 11").isEmpty();
    }

    /** People hear of it at once, and the rules when a rate comes; what is in so'm does not wait for that. */
    @Test
    void ofWhichNoRateIsKnownPeopleHearAndItIsJudgedWhenOneComes() {
        var customer = customer();
        move(customer, 1, 1_00, Asset.RUB);
        move(customer, 2, 15_00, Asset.UZS);
        judge();
        judge();
        assertThat(alerts(customer))
                .singleElement()
                .returns("no-rate", it -> it.path("rule").asString())
                .returns("RUB", it -> it.path("currency").asString());
        move(customer, 3, 1_00, Asset.UZS);
        judge();
        assertThat(alerts(customer)).hasSize(1);

        rates.put(Asset.RUB, 14L);
        judge();

        assertThat(alerts(customer))
                .anySatisfy(it -> assertThat(it.path("sum").asString()).isEqualTo("30.00"))
                .hasSize(2);
    }

    @Test
    void worthThatCannotBeAddedUpIsStillJudged() {
        rates.put(Asset.USD, 1L);
        var customer = customer();
        for (int minute = 1; minute <= 3; minute++) {
            move(customer, minute, Long.MAX_VALUE, Asset.USD);
        }

        judge();

        assertThat(alerts(customer))
                .singleElement()
                .returns("276701161105643274.21", it -> it.path("sum").asString());
    }
}
