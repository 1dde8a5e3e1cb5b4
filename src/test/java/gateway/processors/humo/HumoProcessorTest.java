package gateway.processors.humo;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.processors.DeclineReason;
import gateway.processors.Inquiry.Finding;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.Outcome;
import gateway.processors.Reversal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
import sandbox.books.BookEntry;
import sandbox.faults.Fault;
import sandbox.faults.FaultPlan;
import sandbox.humo.HumoCards;
import sandbox.humo.HumoHost;

/** The rail over real sockets: every outcome, compared with HUMO's own books. */
class HumoProcessorTest {

    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    Path folder;

    private HumoHost host;

    @BeforeEach
    void open() {
        host = new HumoHost(0, 0, folder.resolve("humo.books"));
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void debitsOnce() {
        var leg = Humo.debit(150_000_00);

        var outcome = send(rail(HumoCards.GOOD), leg);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Approved.class, it -> {
            assertThat(it.railReference()).matches("[0-9]{9}");
            assertThat(it.approvalCode()).matches("[0-9]{6}");
        });
        assertThat(kinds(leg)).containsExactly("CREATED", "DEBIT");
        assertThat(moved(leg)).isEqualTo(-150_000_00);
    }

    @Test
    void creditsOnce() {
        var leg = Humo.credit(150_000_00);

        var outcome = send(rail(HumoCards.GOOD_TOO), leg);

        assertThat(outcome).isInstanceOf(Outcome.Approved.class);
        assertThat(kinds(leg)).containsExactly("CREATED", "CREDIT");
    }

    @Test
    void acceptsACreditThatFinishesWhenItIsCreated() {
        var leg = Humo.credit(1_000_00);

        var outcome = send(rail(HumoCards.number("986000660000001")), leg);

        assertThat(outcome).isInstanceOf(Outcome.Approved.class);
        assertThat(kinds(leg)).containsExactly("CREATED", "CREDIT");
    }

    @Test
    void acceptsACreditThatFinishedByItselfAndRefusesItsConfirm() {
        var leg = Humo.credit(1_000_00);

        var outcome = send(rail(HumoCards.number("986000650000001")), leg);

        assertThat(outcome).isInstanceOf(Outcome.Approved.class);
        assertThat(kinds(leg)).containsExactly("CREATED", "CREDIT");
    }

    @ParameterizedTest
    @CsvSource({
        "116, INSUFFICIENT_FUNDS", "101, CARD_EXPIRED", "104, CARD_RESTRICTED", "102, SUSPECTED_FRAUD",
        "118, CARD_NOT_FOUND", "208, CARD_LOST_OR_STOLEN", "121, LIMIT_EXCEEDED", "912, ISSUER_UNAVAILABLE"
    })
    void tellsWhyACardIsDeclined(String code, DeclineReason reason) {
        var leg = Humo.debit(1_000_00);

        var outcome = send(rail(Humo.declinedWith(code)), leg);

        assertThat(outcome).isEqualTo(new Outcome.Declined(reason, code));
        assertThat(kinds(leg)).containsExactly("DECLINE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"909", "911", "913", "002", "000"})
    void doesNotKnowWhatAnUnclearCodeMeans(String code) {
        assertThat(send(rail(Humo.declinedWith(code)), Humo.debit(1_000_00))).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void survivesEveryFault(Fault fault) {
        var rail = rail(HumoCards.GOOD);

        var outcomes = atEveryStage(fault, leg -> rail.send(leg).map(outcome -> Map.entry(leg, outcome)));

        outcomes.forEach(it -> {
            assertThat(it.getValue()).isInstanceOf(expected(fault));
            assertThat(moved(it.getKey()))
                    .isEqualTo(fault.done() ? -it.getKey().request().amount().minor() : 0);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DECLINE_FUNDS", "DECLINE_FRAUD"})
    void undoesEveryUnknown(Fault fault) {
        var rail = rail(HumoCards.GOOD);
        var legs = atEveryStage(fault, leg -> rail.send(leg).thenReturn(leg));

        for (var leg : legs) {
            assertThat(reverseUntilCertain(rail, leg)).isInstanceOf(Reversal.Reversed.class);
            assertThat(moved(leg)).isZero();
            assertThat(rail.reverse(leg, 9).block(Humo.PATIENCE)).isInstanceOf(Reversal.Reversed.class);
            assertThat(moved(leg)).isZero();
        }
    }

    @Test
    void findsWhatWasDone() {
        var leg = Humo.debit(1_000_00 + Fault.SILENCE_DONE.magic());
        var rail = rail(HumoCards.GOOD);
        send(rail, leg);

        var finding = rail.inquire(leg).block(Humo.PATIENCE);

        assertThat(finding).isInstanceOf(Finding.Done.class);
    }

    @Test
    void findsNothingOfWhatNeverArrived() {
        var leg = Humo.debit(999_00 + Fault.SILENCE_NOT_DONE.magic());
        var rail = rail(HumoCards.GOOD);
        send(rail, leg);

        var finding = rail.inquire(leg).block(Humo.PATIENCE);

        assertThat(finding).isEqualTo(new Finding.NotFound());
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 1_001})
    void anEnquiryDropsWhatNobodyWillConfirm(long so) {
        var leg = Humo.debit(so * 100 + Fault.RESET_NOT_DONE.magic());
        var rail = rail(HumoCards.GOOD);
        send(rail, leg);

        var finding = rail.inquire(leg).block(Humo.PATIENCE);

        assertThat(finding).isEqualTo(new Finding.Undone());
        assertThat(kinds(leg)).containsExactly("CREATED", "CANCELLED");
    }

    @Test
    void findsWhatWasUndone() {
        var leg = Humo.debit(1_000_00);
        var rail = rail(HumoCards.GOOD);
        send(rail, leg);
        reverseUntilCertain(rail, leg);

        var finding = rail.inquire(leg).block(Humo.PATIENCE);

        assertThat(finding).isEqualTo(new Finding.Undone());
        assertThat(kinds(leg)).containsExactly("CREATED", "DEBIT", "REVERSAL");
    }

    @Test
    void believesThatNothingHappenedOnlyAtTheThirdLook() {
        var rail = rail(HumoCards.GOOD);
        var leg = Humo.debit(1_000_00);

        assertThat(rail.reverse(leg, 1).block(Humo.PATIENCE)).isInstanceOf(Reversal.Unclear.class);
        assertThat(rail.reverse(leg, 2).block(Humo.PATIENCE)).isInstanceOf(Reversal.Unclear.class);
        assertThat(rail.reverse(leg, 3).block(Humo.PATIENCE)).isEqualTo(new Reversal.Reversed("none"));
    }

    @Test
    void recoversThroughFaultsOfTheRecoveryItself() {
        var rail = rail(HumoCards.GOOD);
        var legs = java.util.stream.LongStream.range(1_000, 1_012)
                .mapToObj(so -> Humo.debit(so * 100))
                .toList();
        legs.forEach(leg -> send(rail, leg));
        var rates = Map.of(
                Fault.SILENCE_DONE,
                0.1,
                Fault.RESET_NOT_DONE,
                0.1,
                Fault.GARBLED_ANSWER,
                0.1,
                Fault.DECLINE_FUNDS,
                0.1,
                Fault.RESET_DONE,
                0.1);
        host.faults().set(new FaultPlan.Plan(7, Map.of(), rates));

        for (var leg : legs) {
            assertThat(reverseUntilCertain(rail, leg)).isInstanceOf(Reversal.Reversed.class);
            assertThat(moved(leg)).isZero();
        }
    }

    @Test
    void doesNotSendWithoutAConnection() {
        int port = host.port();
        host.close();

        var outcome = send(Humo.processor(Humo.settings(port, 1, SHORT), HumoCards.GOOD), Humo.debit(1_000_00));

        assertThat(outcome).isEqualTo(new Outcome.NotSent("no connection"));
        host = new HumoHost(0, 0, folder.resolve("humo.books"));
    }

    @Test
    void wasNotHeardWithWrongCredentials() {
        var settings = Humo.settings(host.port(), host.middlewarePort(), SHORT, "wrong", Humo.pool(4, 4));

        var outcome = send(Humo.processor(settings, HumoCards.GOOD), Humo.debit(1_000_00));

        assertThat(outcome).isEqualTo(new Outcome.NotSent("HTTP 401"));
    }

    @Test
    void doesNotSendWhenEveryConnectionIsTaken() {
        var settings = Humo.settings(
                host.port(), host.middlewarePort(), Duration.ofSeconds(1), HumoHost.PASSWORD, Humo.pool(1, 1));
        var rail = Humo.processor(settings, HumoCards.GOOD);
        var silent = Humo.debit(1_000_00 + Fault.SILENCE_DONE.magic());

        var outcomes = Mono.zip(
                        rail.send(silent),
                        Mono.delay(Duration.ofMillis(200)).then(rail.send(Humo.debit(2_000_00))),
                        Mono.delay(Duration.ofMillis(250)).then(rail.send(Humo.debit(3_000_00))))
                .block(Humo.PATIENCE);

        assertThat(Objects.requireNonNull(outcomes).getT1()).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcomes.getT2()).isEqualTo(new Outcome.NotSent("no free connection"));
        assertThat(outcomes.getT3()).isEqualTo(new Outcome.NotSent("queue full"));
    }

    @Test
    void doesNotSendWhenTheCardCannotBeOpened() {
        var settings = Humo.settings(host.port(), host.middlewarePort(), SHORT);
        var rail = new HumoProcessor(
                new HumoClient(settings), card -> Mono.error(new IllegalStateException()), settings, Clock.systemUTC());

        assertThat(send(rail, Humo.debit(1_000_00))).isEqualTo(new Outcome.NotSent("the card cannot be opened"));
    }

    @Test
    void doesNotDebitACardOfWhichOnlyTheNumberIsKnown() {
        var settings = Humo.settings(host.port(), host.middlewarePort(), SHORT);
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
        assertThat(send(rail(HumoCards.GOOD), Humo.credit(12_000_000_00L))).isInstanceOf(Outcome.NotSent.class);
        assertThat(send(rail(HumoCards.GOOD), Humo.credit(11_999_999_00L))).isInstanceOf(Outcome.Approved.class);
    }

    @Test
    void identifiesTheSameLegAlike() {
        var rail = rail(HumoCards.GOOD);
        var leg = Humo.debit(1_000_00);

        assertThat(rail.identify(leg.request()).block(Humo.PATIENCE)).isEqualTo(leg.identity());
        assertThat(leg.identity().value()).matches("[0-9a-f]{32}");
    }

    @Test
    void aRepeatedMessageMovesNothing() {
        var rail = rail(HumoCards.GOOD);
        var leg = Humo.debit(1_000_00);
        send(rail, leg);

        assertThat(send(rail, leg)).isInstanceOf(Outcome.Unknown.class);
        assertThat(moved(leg)).isEqualTo(-1_000_00);
    }

    private static Class<? extends Outcome> expected(Fault fault) {
        return switch (fault) {
            case DECLINE_FUNDS, DECLINE_FRAUD -> Outcome.Declined.class;
            case DUPLICATE_ANSWER -> Outcome.Approved.class;
            default -> Outcome.Unknown.class;
        };
    }

    private static <T> List<T> atEveryStage(Fault fault, Function<Leg, Mono<T>> step) {
        return Objects.requireNonNull(Flux.just(999L, 1_000L, 1_001L)
                .map(so -> Humo.debit(so * 100 + fault.magic()))
                .flatMap(step, 3)
                .collectList()
                .block(Humo.PATIENCE));
    }

    private HumoProcessor rail(String pan) {
        return Humo.processor(Humo.settings(host.port(), host.middlewarePort(), SHORT), pan);
    }

    private static Outcome send(HumoProcessor rail, Leg leg) {
        return Objects.requireNonNull(rail.send(leg).block(Humo.PATIENCE));
    }

    private static Reversal reverseUntilCertain(HumoProcessor rail, Leg leg) {
        Reversal last = new Reversal.Unclear("not tried");
        for (int attempt = 1; attempt <= 40 && last instanceof Reversal.Unclear; attempt++) {
            last = Objects.requireNonNull(rail.reverse(leg, attempt).block(Humo.PATIENCE));
        }
        return last;
    }

    private List<String> kinds(Leg leg) {
        return entries(leg).stream().map(BookEntry::kind).toList();
    }

    private long moved(Leg leg) {
        assertThat(leg.request().kind()).isEqualTo(LegRequest.Kind.DEBIT);
        return entries(leg).stream()
                .mapToLong(entry -> switch (entry.kind()) {
                    case "DEBIT" -> -entry.amount();
                    case "REVERSAL", "REFUND" -> entry.amount();
                    default -> 0;
                })
                .sum();
    }

    private List<BookEntry> entries(Leg leg) {
        return host.books().orElseThrow().under(leg.identity().value());
    }
}
