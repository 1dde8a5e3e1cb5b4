package gateway.issuing;

import static gateway.issuing.IssuingRig.NAMES;
import static gateway.issuing.IssuingRig.card;
import static gateway.issuing.IssuingRig.hear;
import static gateway.issuing.IssuingRig.here;
import static gateway.issuing.IssuingRig.newTransaction;
import static gateway.issuing.IssuingRig.now;
import static gateway.issuing.IssuingRig.say;
import static gateway.issuing.IssuingRig.there;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.IssuingRig.Said;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.hsm.Hsm;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Somebody tries out codes and expiries of a card, on two nodes at once. */
class GuessingModuleTest {

    @BeforeAll
    static void start() {
        IssuingRig.start();
    }

    @AfterAll
    static void stop() {
        IssuingRig.stop();
    }

    private static String code(IssuedCard card) {
        return now(here.bean(Hsm.class).code(IssuingFakes.number(card), card.expiry(), Hsm.PRINTED));
    }

    private static String wrong(IssuedCard card, int n) {
        return "%03d".formatted((Integer.parseInt(code(card)) + 1 + n) % 1000);
    }

    private static Reason buys(IssuedCard card, @Nullable String code) {
        return hear(here, card, Said.of(Kind.AUTHORISATION, newTransaction(), 1).onTheNet(code, card.expiry()));
    }

    /** How often each answer was given to 40 who try at once. */
    private static Map<Reason, Long> racing(IssuedCard card, IntFunction<Said> guess) {
        return now(Flux.range(0, 40)
                .flatMap(n -> say(n % 2 == 0 ? here : there, card, guess.apply(n)), 40)
                .map(answer -> Reason.valueOf(answer.split(" ", -1)[0]))
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting())));
    }

    private static Said on(IssuedCard card, int n) {
        return Said.of(Kind.AUTHORISATION, newTransaction(), n % 3).onTheNet(wrong(card, n), card.expiry());
    }

    private static long counted(String outcome) {
        return Math.round(here.bean(MeterRegistry.class)
                        .counter("oqim_issuing_guesses", "outcome", outcome)
                        .count()
                + there.bean(MeterRegistry.class)
                        .counter("oqim_issuing_guesses", "outcome", outcome)
                        .count());
    }

    private static long locks(IssuedCard card) {
        return now(here.bean(DatabaseClient.class)
                .sql("select count(*) as n from issuing.card_event where card = :card and action = 'lock-code'")
                .bind("card", card.id().value())
                .map(row -> row.get("n", Long.class))
                .one());
    }

    @Test
    void fiveWrongCodesLockTheRightOneTooUntilTheStaffUnlocksIt() {
        var card = card(1_000);
        var wrong = counted("wrong");
        var refused = counted("refused");

        assertThat(racing(card, n -> on(card, n)))
                .isEqualTo(Map.of(Reason.CODE_WRONG, 5L, Reason.GUESSED_TOO_OFTEN, 35L));

        assertThat(counted("wrong") - wrong).isEqualTo(5);
        assertThat(counted("refused") - refused).isEqualTo(35);
        assertThat(buys(card, code(card))).isEqualTo(Reason.GUESSED_TOO_OFTEN);
        assertThat(buys(card, null)).isEqualTo(Reason.GUESSED_TOO_OFTEN);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.APPROVED);
        assertThat(locks(card)).isEqualTo(1);
        var forgiven = now(there.bean(ForgiveGuesses.class).lift(card.id(), "staff", "the holder called"));
        assertThat(forgiven.version()).isEqualTo(3);
        assertThat(buys(card, code(card))).isEqualTo(Reason.APPROVED);
        assertThat(buys(card, wrong(card, 1))).isEqualTo(Reason.CODE_WRONG);
    }

    @Test
    void aRightCodeForgivesNothing() {
        var card = card(1_000);

        for (int n = 0; n < 5; n++) {
            assertThat(buys(card, wrong(card, n))).isEqualTo(Reason.CODE_WRONG);
            assertThat(buys(card, code(card))).isEqualTo(n < 4 ? Reason.APPROVED : Reason.GUESSED_TOO_OFTEN);
        }
    }

    @Test
    void expiriesThatTheNumberNeverHadAreGuessesToo() {
        var card = card(1_000);

        assertThat(racing(
                        card,
                        n -> Said.of(Kind.AUTHORISATION, newTransaction(), 0)
                                .onTheNet(null, card.expiry().plusMonths(n + 1L))))
                .isEqualTo(Map.of(Reason.EXPIRY_DIFFERS, 5L, Reason.GUESSED_TOO_OFTEN, 35L));
        assertThat(buys(card, null)).isEqualTo(Reason.GUESSED_TOO_OFTEN);
    }

    @Test
    void shopsThatKnowTheExpiryFromBeforeItWasRenewedGuessNothing() {
        var card = card(1_000);
        var renewed = now(here.bean(OrderCard.class)
                .replace(card.owner(), card.id(), "renewed-" + NAMES.incrementAndGet(), true));

        for (int n = 0; n < 8; n++) {
            assertThat(buys(card, null)).isEqualTo(Reason.EXPIRY_DIFFERS);
        }
        assertThat(buys(renewed, code(renewed))).isEqualTo(Reason.APPROVED);
    }

    /** The same message again is answered as before, and is no guess more. */
    @Test
    void aRepeatIsNoFurtherGuess() {
        var card = card(1_000);
        var said = Said.of(Kind.AUTHORISATION, newTransaction(), 1).onTheNet(wrong(card, 1), card.expiry());

        for (int n = 0; n < 8; n++) {
            assertThat(hear(n % 2 == 0 ? here : there, card, said)).isEqualTo(Reason.CODE_WRONG);
        }
        assertThat(buys(card, code(card))).isEqualTo(Reason.APPROVED);
    }
}
