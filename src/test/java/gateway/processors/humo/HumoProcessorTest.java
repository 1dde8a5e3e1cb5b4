package gateway.processors.humo;

import static gateway.processors.humo.SandboxedHumo.atEveryStage;
import static gateway.processors.humo.SandboxedHumo.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.processors.DeclineReason;
import gateway.processors.LegRequest;
import gateway.processors.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.faults.Fault;
import sandbox.humo.HumoCards;
import sandbox.humo.HumoHost;

/** The rail over real sockets: every outcome, compared with HUMO's own books. */
class HumoProcessorTest {

    @TempDir
    Path folder;

    private SandboxedHumo humo;

    @BeforeEach
    void open() {
        humo = new SandboxedHumo(folder);
    }

    @AfterEach
    void close() {
        humo.close();
    }

    @Test
    void debitsOnce() {
        var leg = Humo.debit(150_000_00);

        var outcome = send(humo.rail(HumoCards.GOOD), leg);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Approved.class, it -> {
            assertThat(it.railReference()).matches("[0-9]{9}");
            assertThat(it.approvalCode()).matches("[0-9]{6}");
        });
        assertThat(humo.kinds(leg)).containsExactly("CREATED", "DEBIT");
        assertThat(humo.moved(leg)).isEqualTo(-150_000_00);
    }

    @Test
    void creditsOnce() {
        var leg = Humo.credit(150_000_00);

        var outcome = send(humo.rail(HumoCards.GOOD_TOO), leg);

        assertThat(outcome).isInstanceOf(Outcome.Approved.class);
        assertThat(humo.kinds(leg)).containsExactly("CREATED", "CREDIT");
    }

    @Test
    void acceptsACreditThatFinishesWhenItIsCreated() {
        var leg = Humo.credit(1_000_00);

        var outcome = send(humo.rail(HumoCards.number("986000660000001")), leg);

        assertThat(outcome).isInstanceOf(Outcome.Approved.class);
        assertThat(humo.kinds(leg)).containsExactly("CREATED", "CREDIT");
    }

    @Test
    void acceptsACreditThatFinishedByItselfAndRefusesItsConfirm() {
        var leg = Humo.credit(1_000_00);

        var outcome = send(humo.rail(HumoCards.number("986000650000001")), leg);

        assertThat(outcome).isInstanceOf(Outcome.Approved.class);
        assertThat(humo.kinds(leg)).containsExactly("CREATED", "CREDIT");
    }

    @ParameterizedTest
    @CsvSource({
        "116, INSUFFICIENT_FUNDS", "101, CARD_EXPIRED", "104, CARD_RESTRICTED", "102, SUSPECTED_FRAUD",
        "118, CARD_NOT_FOUND", "208, CARD_LOST_OR_STOLEN", "121, LIMIT_EXCEEDED", "912, ISSUER_UNAVAILABLE"
    })
    void tellsWhyACardIsDeclined(String code, DeclineReason reason) {
        var leg = Humo.debit(1_000_00);

        var outcome = send(humo.rail(Humo.declinedWith(code)), leg);

        assertThat(outcome).isEqualTo(new Outcome.Declined(reason, code));
        assertThat(humo.kinds(leg)).containsExactly("DECLINE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"909", "911", "913", "002", "000"})
    void doesNotKnowWhatAnUnclearCodeMeans(String code) {
        assertThat(send(humo.rail(Humo.declinedWith(code)), Humo.debit(1_000_00)))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void survivesEveryFault(Fault fault) {
        var rail = humo.railFor(fault);

        var outcomes = atEveryStage(fault, leg -> rail.send(leg).map(outcome -> Map.entry(leg, outcome)));

        outcomes.forEach(it -> {
            assertThat(it.getValue()).isInstanceOf(expected(fault));
            assertThat(humo.moved(it.getKey()))
                    .isEqualTo(fault.done() ? -it.getKey().request().amount().minor() : 0);
        });
    }

    @Test
    void doesNotSendWithoutAConnection() {
        int port = humo.host.port();
        humo.host.close();

        var outcome = send(Humo.processor(Humo.settings(port, 1, Humo.PATIENCE), HumoCards.GOOD), Humo.debit(1_000_00));

        assertThat(outcome).isEqualTo(new Outcome.NotSent("no connection"));
    }

    @Test
    void wasNotHeardWithWrongCredentials() {
        var settings =
                Humo.settings(humo.host.port(), humo.host.middlewarePort(), Humo.PATIENCE, "wrong", Humo.pool(4, 4));

        var outcome = send(Humo.processor(settings, HumoCards.GOOD), Humo.debit(1_000_00));

        assertThat(outcome).isEqualTo(new Outcome.NotSent("HTTP 401"));
    }

    @Test
    void doesNotSendWhenEveryConnectionIsTaken() {
        var second = Duration.ofSeconds(1);
        var settings = Humo.settings(
                humo.host.port(),
                humo.host.middlewarePort(),
                second.multipliedBy(3),
                HumoHost.PASSWORD,
                new HumoSettings.Pool(1, 1, second, second, second.multipliedBy(15)));
        var rail = Humo.processor(settings, HumoCards.GOOD);
        var silent = Humo.debit(1_000_00 + Fault.SILENCE_DONE.magic());

        var first = rail.send(silent).toFuture();
        await().atMost(Humo.PATIENCE).until(() -> humo.moved(silent) != 0);
        var others = Flux.range(2, 2)
                .flatMap(n -> rail.send(Humo.debit(n * 1_000_00)))
                .collectList()
                .block(Humo.PATIENCE);

        assertThat(others)
                .containsExactlyInAnyOrder(
                        new Outcome.NotSent("no free connection"), new Outcome.NotSent("queue full"));
        assertThat(first.join()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void doesNotSendWhenTheCardCannotBeOpened() {
        var settings = humo.settings(Humo.PATIENCE);
        var rail = new HumoProcessor(
                new HumoClient(settings), card -> Mono.error(new IllegalStateException()), settings, Clock.systemUTC());

        assertThat(send(rail, Humo.debit(1_000_00))).isEqualTo(new Outcome.NotSent("the card cannot be opened"));
    }

    @Test
    void doesNotDebitACardOfWhichOnlyTheNumberIsKnown() {
        var settings = humo.settings(Humo.PATIENCE);
        var rail = new HumoProcessor(
                new HumoClient(settings),
                card -> Mono.just(Humo.details(HumoCards.GOOD, null)),
                settings,
                Clock.systemUTC());

        assertThat(send(rail, Humo.debit(1_000_00))).isInstanceOf(Outcome.NotSent.class);
        assertThat(send(rail, Humo.credit(1_000_00))).isInstanceOf(Outcome.Approved.class);
    }

    @Test
    void doesNotCreditLargeAmountsWithoutASender() {
        var rail = humo.rail(HumoCards.GOOD);
        assertThat(send(rail, Humo.credit(12_000_000_00L))).isInstanceOf(Outcome.NotSent.class);
        assertThat(rail.takes(LegRequest.Kind.CREDIT, Humo.sum(12_000_000_00L))).isFalse();
        assertThat(rail.takes(LegRequest.Kind.CREDIT, Humo.sum(11_999_999_99L))).isTrue();
        assertThat(rail.takes(LegRequest.Kind.DEBIT, Humo.sum(12_000_000_00L))).isTrue();
        assertThat(send(humo.rail(HumoCards.GOOD), Humo.credit(11_999_999_00L))).isInstanceOf(Outcome.Approved.class);
    }

    @Test
    void identifiesTheSameLegAlike() {
        var rail = humo.rail(HumoCards.GOOD);
        var leg = Humo.debit(1_000_00);

        assertThat(rail.identify(leg.request()).block(Humo.PATIENCE)).isEqualTo(leg.identity());
        assertThat(leg.identity().value()).matches("[0-9a-f]{32}");
    }

    @Test
    void aRepeatedMessageMovesNothing() {
        var rail = humo.rail(HumoCards.GOOD);
        var leg = Humo.debit(1_000_00);
        send(rail, leg);

        assertThat(send(rail, leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(humo.moved(leg)).isEqualTo(-1_000_00);
    }

    private static Class<? extends Outcome> expected(Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS, DECLINE_FRAUD -> Outcome.Declined.class;
            case DUPLICATE_ANSWER, CONFLICTING_ANSWER, OVERTAKEN_ANSWER -> Outcome.Approved.class;
            default -> Outcome.Unknown.class;
        };
    }
}
