package gateway.fraud.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.fraud.Attempt;
import gateway.fraud.Attempts;
import gateway.fraud.state.StateAntifraud;
import gateway.shared.ids.PaymentId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** Incidents until the state has acknowledged them. */
class IncidentsModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static LiveBooks books;

    private final Turned clock = new Turned();
    private final Deaf state = new Deaf();
    private final IncidentStore store = new IncidentStore(books.bean(DatabaseClient.class), clock);
    private final ReportIncident incidents = new ReportIncident(store, state);

    @BeforeAll
    static void start() {
        books = LiveBooks.start(Stores.database());
    }

    @AfterAll
    static void stop() {
        books.close();
    }

    /** A clock that the test turns. */
    private static final class Turned extends Clock {

        private Instant now = Attempts.NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Does not answer until it is told to. */
    private static final class Deaf implements StateAntifraud {

        private final List<UUID> heard = new CopyOnWriteArrayList<>();
        private boolean answers;

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public Mono<Answer> check(Attempt attempt) {
            return Mono.error(new IllegalStateException("nobody asks"));
        }

        @Override
        public Mono<String> report(Report report) {
            heard.add(report.id());
            return answers ? Mono.just("in-" + report.id()) : Mono.error(new IllegalStateException("silence"));
        }
    }

    private Incident incident() {
        return new Incident(
                UUID.randomUUID(),
                new PaymentId(UUID.randomUUID()),
                "mule",
                "phoned in",
                "dilnoza",
                clock.instant(),
                null,
                null);
    }

    @Test
    void isTriedLessAndLessOftenUntilItIsAcknowledgedAndThenNeverAgain() {
        var incident = incident();
        incidents.report(incident).block(PATIENCE);
        for (int seconds = 0; seconds < 100; seconds++) {
            incidents.sendDue().block(PATIENCE);
            clock.now = clock.now.plusSeconds(1);
        }
        // At once, then after 2, 4, 8, 16 and 32 seconds.
        assertThat(state.heard).hasSize(6).containsOnly(incident.id());

        state.answers = true;
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        incidents.sendDue().block(PATIENCE);
        clock.now = clock.now.plus(Duration.ofDays(1));
        incidents.sendDue().block(PATIENCE);

        assertThat(state.heard).hasSize(7);
        var stored = store.find(incident.id()).blockOptional(PATIENCE).orElseThrow();
        assertThat(stored.reference()).isEqualTo("in-" + incident.id());
        assertThat(stored.acknowledgedAt()).isNotNull();
    }

    @Test
    void nodesThatLookAtOnceShareWhatIsDue() {
        state.answers = true;
        for (int n = 0; n < 30; n++) {
            incidents.report(incident()).block(PATIENCE);
        }

        Flux.range(0, 6).flatMap(_ -> incidents.sendDue(), 6).blockLast(PATIENCE);
        incidents.sendDue().block(PATIENCE);

        assertThat(state.heard).hasSize(30).doesNotHaveDuplicates();
    }
}
