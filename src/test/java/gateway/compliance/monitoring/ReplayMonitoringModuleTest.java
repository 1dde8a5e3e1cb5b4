package gateway.compliance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.compliance.Movement;
import gateway.compliance.Movement.Direction;
import gateway.compliance.RecordMovements;
import gateway.compliance.SetClock;
import gateway.compliance.cases.Cases;
import gateway.compliance.monitoring.ReplayMonitoring.Change;
import gateway.compliance.monitoring.ReplayMonitoring.Report;
import gateway.packs.InForce;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;
import tools.jackson.databind.json.JsonMapper;

/** Which alerts other rules would raise on what was recorded. */
class ReplayMonitoringModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CustomerId OFTEN = new CustomerId(new UUID(1, 4));
    private static final CustomerId SELDOM = new CustomerId(new UUID(2, 4));

    private static final String UNITS = """
            format: 1
            pack: units
            base-units:
              - {from: 2020-01-01, amount: "1.00", source: test, confidence: sample}
            """;

    private static LiveBooks books;
    private static Cases cases;

    @Configuration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        MovementWriter movementWriter() {
            return new MovementWriter();
        }
    }

    /** One moves four times in an hour, the other twice; the rule in force is three times. */
    @BeforeAll
    static void start() {
        var database = Stores.database();
        books = LiveBooks.start(database, Parts.class);
        cases = new Cases(database, new SetClock("2026-11-26T10:00:00Z"));
        for (int minute : new int[] {1, 5, 9, 13}) {
            move(OFTEN, minute);
        }
        move(SELDOM, 2);
        move(SELDOM, 3);
        new JudgeMovements(
                        InForce.always(new MonitoringPacks(), MonitoringPack.read(rules(3, "2020-01-01"))),
                        InForce.always(new UnitPacks(), BaseUnits.read(UNITS)),
                        new MovementStore(cases.database),
                        Moves.som(cases.database),
                        cases.alerts,
                        cases.transaction,
                        JsonMapper.builder().build())
                .run()
                .block(PATIENCE);
    }

    @AfterAll
    static void stop() {
        cases.close();
        books.close();
    }

    private static void move(CustomerId customer, int minute) {
        var movement = new Movement(
                new UUID(minute, customer.value().getMostSignificantBits()),
                customer,
                Moves.START.plus(Duration.ofMinutes(minute)),
                Direction.OUT,
                new Money(10_00, Asset.UZS),
                new UUID(8, 8),
                null,
                null);
        books.journal()
                .commit(new Entry(
                        customer.shard(), Priority.COMPLETION, List.of(new RecordMovements(List.of(movement)))))
                .block(PATIENCE);
    }

    private static String rules(int count, String from) {
        return """
                format: 1
                pack: test
                decide-within: 3
                rules:
                  - id: often
                    version: 1
                    decided: 2020-01-01
                    from: %s
                    source: test
                    confidence: sample
                    text: {uz: "Ko‘p", ru: "Много", en: "Much"}
                    kind: velocity
                    window: "1h"
                    direction: out
                    count: %d
                    sum: "1 BRV"
                """.formatted(from, count);
    }

    private static Report replay(Instant from, String rules, String units) {
        return Objects.requireNonNull(
                new ReplayMonitoring(cases.database, from).replay(rules, units).block(PATIENCE));
    }

    private static List<String> changes(Instant from, String rules, String units) {
        return replay(from, rules, units).changes().stream()
                .map(it -> it.customer().equals(OFTEN) ? "often " + it.raised() : "seldom " + it.raised())
                .toList();
    }

    @Test
    void theSameRulesChangeNothing() {
        assertThat(replay(Moves.START, rules(3, "2020-01-01"), UNITS))
                .returns(6, Report::looked)
                .returns(0, Report::tooMany)
                .satisfies(it -> assertThat(it.changes()).isEmpty());
    }

    @Test
    void whatBeginsInTheFutureIsTakenAsItWillStand() {
        assertThat(changes(Moves.START, rules(2, "2099-01-01"), UNITS)).containsExactly("seldom true");
        assertThat(changes(Moves.START, rules(5, "2099-01-01"), UNITS)).containsExactly("often false");
    }

    /** The alert comes one movement later, and is the same one. */
    @Test
    void anAlertThatOnlyMovesIsNoChange() {
        assertThat(changes(Moves.START, rules(4, "2020-01-01"), UNITS)).isEmpty();
    }

    @Test
    void anotherWorthOfTheUnitIsReplayedTheSameWay() {
        assertThat(changes(Moves.START, rules(3, "2020-01-01"), UNITS.replace("1.00", "100.00")))
                .containsExactly("often false");
    }

    @Test
    void whatWasBeforeOnlyFillsTheWindows() {
        var later = Moves.START.plus(Duration.ofMinutes(10));

        var report = replay(later, rules(2, "2020-01-01"), UNITS);

        assertThat(report.looked()).isEqualTo(1);
        assertThat(report.changes()).as("raised before: it counts as raised").isEmpty();
        assertThat(replay(Moves.START, rules(5, "2020-01-01"), UNITS).changes())
                .extracting(Change::text)
                .singleElement()
                .asString()
                .endsWith("often  alert -> none");
    }
}
