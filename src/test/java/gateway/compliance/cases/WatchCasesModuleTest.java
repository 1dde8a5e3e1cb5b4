package gateway.compliance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.compliance.SetClock;
import gateway.compliance.cases.Alert.Matched;
import gateway.compliance.cases.Alert.Source;
import gateway.shared.ids.CustomerId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import sandbox.embedded.Stores;

/** Deadlines of cases as an alert sees them. */
class WatchCasesModuleTest {

    private static final Instant OPENED = Instant.parse("2026-11-26T10:00:00Z");

    private final SetClock clock = new SetClock(OPENED.toString());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    // Whatever is raised here has to be decided within three days.
    private final Cases cases = new Cases(Stores.database(), clock);
    private final WatchCases watch = new WatchCases(cases.database, clock, meters);

    @AfterEach
    void close() {
        cases.close();
    }

    @Test
    void aCaseIsDueSoonOnItsLastDayAndOverdueBehindItUntilItIsDecided() {
        assertThat(gauge("undecided")).as("before the first look").isNaN();
        raise(1);
        raise(2);
        var first = get(cases.files
                .undecided(Instant.EPOCH, new java.util.UUID(0, 0), 1)
                .next());

        assertThat(seen(Duration.ofDays(2).minusSeconds(1))).containsExactly(2L, 0L, 0L);
        assertThat(seen(Duration.ofDays(2))).containsExactly(2L, 2L, 0L);
        assertThat(seen(Duration.ofDays(3).minusSeconds(1))).containsExactly(2L, 2L, 0L);
        assertThat(seen(Duration.ofDays(3))).containsExactly(2L, 0L, 2L);

        var act = new DecideCases.Act(first.id(), "dilnoza", first.evidence(), "because");
        get(cases.decide.propose(act, Resolution.FALSE_ALARM));
        assertThat(seen(Duration.ofDays(3))).as("proposed is not decided").containsExactly(2L, 0L, 2L);
        get(cases.decide.decide(new DecideCases.Act(first.id(), "rustam", first.evidence(), "because"), true));
        assertThat(seen(Duration.ofDays(3))).containsExactly(1L, 0L, 1L);
    }

    @Test
    void whoCannotLookShowsNoNumber() {
        raise(1);
        assertThat(seen(Duration.ZERO)).containsExactly(1L, 0L, 0L);

        rename("case_file", "away");
        assertThatThrownBy(() -> seen(Duration.ZERO)).hasMessageContaining("case_file");
        for (var name : List.of("undecided", "due_soon", "overdue")) {
            assertThat(gauge(name)).isNaN();
        }

        rename("away", "case_file");
        assertThat(seen(Duration.ZERO)).containsExactly(1L, 0L, 0L);
    }

    private void rename(String table, String other) {
        cases.database
                .sql("alter table compliance.%s rename to %s".formatted(table, other))
                .then()
                .block();
    }

    private void raise(int number) {
        var key = "N-" + number;
        var customer = new CustomerId(cases.ids.next(number));
        var matched = new Matched("national", key, new byte[] {1, (byte) number}, new byte[] {2, (byte) number});
        get(cases.alerts.raise(new Alert(customer, Source.SCREENING, key, matched, "{}")));
    }

    private List<Long> seen(Duration later) {
        clock.set(OPENED.plus(later));
        watch.look().block();
        return seen();
    }

    /** Undecided, due soon, overdue. */
    private List<Long> seen() {
        return List.of("undecided", "due_soon", "overdue").stream()
                .map(name -> (long) gauge(name))
                .toList();
    }

    private double gauge(String name) {
        return meters.get("oqim_compliance_cases_" + name).gauge().value();
    }

    private static <T> T get(Mono<T> mono) {
        return mono.blockOptional().orElseThrow();
    }
}
