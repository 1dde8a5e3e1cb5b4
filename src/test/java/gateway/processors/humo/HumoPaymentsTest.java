package gateway.processors.humo;

import static gateway.processors.humo.ScriptedPaymentServer.payment;
import static gateway.processors.humo.ScriptedPaymentServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Leg;
import gateway.processors.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.humo.HumoCards;

/** Every cut between create and confirm, against a server that says exactly what the test wants. */
class HumoPaymentsTest {

    private static final long SUM = 1_000_00;

    private final ScriptedPaymentServer server = new ScriptedPaymentServer();
    private final Leg leg = Humo.debit(SUM);
    private final String ref = leg.identity().value();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void createsThenConfirms() {
        server.says(payment("7", ref, SUM, 4)).says(payment("7", ref, SUM, 10));

        assertThat(send(leg)).isEqualTo(new Outcome.Approved("7", "351175"));
        assertThat(server.heard()).hasSize(2);
        assertThat(server.heard().get(1)).contains("<confirmed>true</confirmed><finished>true</finished>");
    }

    @Test
    void neverConfirmsAfterSilence() {
        server.isSilent();

        assertThat(send(leg, Duration.ofSeconds(2))).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heard()).hasSize(1);
    }

    @Test
    void doesNotKnowWhatAnUnansweredConfirmDid() {
        server.says(payment("7", ref, SUM, 4)).isSilent();

        assertThat(send(leg, Duration.ofSeconds(2))).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heard()).hasSize(2);
    }

    @Test
    void neverConfirmsWhatWasCreatedTooLate() {
        var clock = new SlowClock();
        server.saysAfter(() -> clock.skip(Duration.ofMinutes(1)), payment("7", ref, SUM, 4));
        var settings = Humo.settings(server.port(), 1, Humo.PATIENCE);

        var outcome = Humo.processor(settings, HumoCards.GOOD, clock).send(leg).block(Humo.PATIENCE);

        assertThat(outcome).isEqualTo(new Outcome.Unknown("created: too late"));
        assertThat(server.heard()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 10, 11, 1_000_000})
    void neverConfirmsAnotherAction(int action) {
        server.says(payment("7", ref, SUM, action));

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heard()).hasSize(1);
    }

    @Test
    void neverConfirmsAnotherPaymentOrAnotherAmount() {
        server.says(payment("7", "another", SUM, 4)).says(payment("7", ref, SUM + 1, 4));

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heard()).hasSize(2);
    }

    @Test
    void neverApprovesWhatAnotherPaymentWasTold() {
        server.says(payment("7", ref, SUM, 4)).says(payment("7", "another", SUM, 10));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        server.says(payment("7", ref, SUM, 4)).says(payment("8", ref, SUM, 10));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        server.says(payment("7", ref, SUM, 4)).says(payment("7", ref, SUM - 1, 10));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        server.says(payment("7", ref, SUM, 4)).says(payment("7", ref, SUM, 4));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void neverApprovesWithADecliningActionCode() {
        var declined = payment("7", ref, SUM, 10).replace("<value>000</value>", "<value>116</value>");
        server.says(payment("7", ref, SUM, 4)).says(declined);

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void neverApprovesAnswersWithABadStatus() {
        server.says(payment("7", ref, SUM, 4)).says(500, ScriptedPaymentServer.envelope(payment("7", ref, SUM, 10)));

        assertThat(send(leg)).isEqualTo(new Outcome.Unknown("confirm: HTTP 500"));
    }

    @Test
    void neverApprovesAnswersToOtherQuestions() {
        server.says(status("7", ref, "finished", SUM));
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        server.says(payment("7", ref, SUM, 4)).says("<ebppif1:ReturnPaymentResponse/>");
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void dropsAPaymentWhoseConfirmIsDeclined() {
        server.says(payment("7", ref, SUM, 4))
                .faults("116")
                .says(status("7", ref, "active", SUM))
                .says("<ebppif1:CancelRequestResponse/>")
                .says(status("7", ref, "cancelled", SUM));

        assertThat(send(leg)).isEqualTo(new Outcome.Declined(DeclineReason.INSUFFICIENT_FUNDS, "116"));
        assertThat(server.heard().get(3)).contains("CancelRequest");
    }

    @Test
    void believesADeclinedConfirmOnlyWhenThePaymentIsDropped() {
        server.says(payment("7", ref, SUM, 4))
                .faults("116")
                .says(status("7", ref, "active", SUM))
                .faults("909")
                .says(status("7", ref, "active", SUM));

        assertThat(send(leg)).isEqualTo(new Outcome.Unknown("confirm refused, not dropped"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"911", "909", "913", "914", "-1", "999999"})
    void doesNotKnowWhatAnUnclearConfirmDid(String code) {
        server.says(payment("7", ref, SUM, 4)).faults(code);

        assertThat(send(leg)).isEqualTo(new Outcome.Unknown("fault " + code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "{}", "<a/>", "<html><body>502 Bad Gateway</body></html>"})
    void doesNotKnowWhatNonsenseMeans(String body) {
        server.says(200, body).says(payment("7", ref, SUM, 4)).says(502, body);

        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(send(leg)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void stopsReadingAnEndlessAnswer() {
        server.says(200, ScriptedPaymentServer.envelope("x".repeat(1_000_000)));

        assertThat(send(leg)).isEqualTo(new Outcome.Unknown("create: IllegalStateException"));
    }

    private Outcome send(Leg leg) {
        return send(leg, Humo.PATIENCE);
    }

    private Outcome send(Leg leg, Duration timeout) {
        var rail = Humo.processor(Humo.settings(server.port(), 1, timeout), HumoCards.GOOD);
        return Objects.requireNonNull(rail.send(leg).block(Humo.PATIENCE));
    }

    /** A clock that a test can let jump, as after a long pause of the process. */
    private static final class SlowClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

        void skip(Duration duration) {
            now.updateAndGet(before -> before.plus(duration));
        }

        @Override
        public Instant instant() {
            return now.get();
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
}
