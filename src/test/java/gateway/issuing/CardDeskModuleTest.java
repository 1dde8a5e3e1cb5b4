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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.approvals.Act;
import gateway.approvals.ActKind;
import gateway.issuing.CardHistory.Happened;
import gateway.issuing.IssuingRig.Said;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.hsm.Hsm;
import gateway.shared.problems.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the bank's staff does about issued cards, and what is written down of it. */
class CardDeskModuleTest {

    @BeforeAll
    static void start() {
        IssuingRig.start();
    }

    @AfterAll
    static void stop() {
        IssuingRig.stop();
    }

    private static List<Happened> history(IssuedCard card) {
        return now(here.bean(CardHistory.class).of(card).collectList());
    }

    private static Act act(ActKind kind, String content) {
        return new Act(
                new UUID(4, NAMES.incrementAndGet()),
                kind.name(),
                "",
                content,
                "the holder called",
                "proposer",
                Instant.EPOCH,
                Instant.MAX,
                Act.State.APPROVED,
                null);
    }

    private static void perform(ActKind kind, String content) {
        kind.perform(act(kind, content)).block();
    }

    @Test
    void anActLiftsTheBanksFreezeAndLeavesTheHoldersOwn() {
        var card = card(100);
        var lift = here.bean(LiftFreeze.class);
        assertThatThrownBy(() -> now(lift.check(card.id().toString()))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> now(lift.check("card_1"))).isInstanceOf(ProblemException.class);
        now(here.bean(ChangeCard.class).byHolder(card.owner(), card.id(), CardAction.FREEZE));
        now(here.bean(ChangeCard.class).byBank(card.id(), CardAction.FREEZE, "staff", "suspected"));
        assertThat(now(lift.check(card.id().toString())))
                .contains(card.masked())
                .doesNotContain(IssuingFakes.number(card).reveal());

        perform(lift, card.id().toString());

        assertThat(now(here.bean(IssuedCards.class).any(card.id())).state()).isEqualTo(IssuedState.FROZEN);
        assertThat(history(card).getFirst().who()).isEqualTo("proposer");
        assertThat(history(card).getFirst().detail()).contains("the holder called");
        assertThatThrownBy(() -> perform(lift, card.id().toString())).isInstanceOf(ProblemException.class);
    }

    @Test
    void anActUnlocksCodeAndExpiry() {
        var card = card(100);
        var code = now(here.bean(Hsm.class).code(IssuingFakes.number(card), card.expiry(), Hsm.PRINTED));
        for (int n = 1; n <= 5; n++) {
            var wrong = "%03d".formatted((Integer.parseInt(code) + n) % 1000);
            hear(here, card, Said.of(Kind.AUTHORISATION, newTransaction(), 1).onTheNet(wrong, card.expiry()));
        }
        var right = Said.of(Kind.AUTHORISATION, newTransaction(), 1).onTheNet(code, card.expiry());
        assertThat(hear(here, card, right)).isEqualTo(Reason.GUESSED_TOO_OFTEN);

        perform(here.bean(ForgiveGuesses.class), card.id().toString());

        var again = Said.of(Kind.AUTHORISATION, newTransaction(), 1).onTheNet(code, card.expiry());
        assertThat(hear(there, card, again)).isEqualTo(Reason.APPROVED);
        assertThat(history(card)).extracting(Happened::action).containsExactly("unlock-code", "lock-code", "order");
    }

    @Test
    void theBankReplacesWhatItHasFrozenByAnotherNumberOnce() {
        var card = card(100);
        now(here.bean(ChangeCard.class).byBank(card.id(), CardAction.FREEZE, "staff", "suspected"));
        var orders = here.bean(OrderCard.class);
        assertThatThrownBy(() -> now(orders.replace(card.owner(), card.id(), "k-1", false)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> now(orders.replaceByBank(card.id(), "k-1", true, "clerk", "stolen data")))
                .isInstanceOf(ProblemException.class);

        var next = now(orders.replaceByBank(card.id(), "k-2", false, "clerk", "stolen data"));

        assertThat(now(there.bean(OrderCard.class).replaceByBank(card.id(), "k-2", false, "clerk", "stolen data"))
                        .id())
                .isEqualTo(next.id());
        assertThat(next.chain()).isEqualTo(card.chain());
        assertThat(next.vault()).isNotEqualTo(card.vault());
        assertThat(hear(next, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.CLOSED);
        assertThat(history(next)).singleElement().satisfies(it -> {
            assertThat(it.actor()).isEqualTo("bank");
            assertThat(it.who()).isEqualTo("clerk");
            assertThat(it.detail()).isEqualTo("for " + card.id() + ", stolen data");
        });
        assertThat(history(card).getFirst().who()).isEqualTo("clerk");
    }

    /** Else "lost" would lift it: a lost card's holder gets another number. */
    @ParameterizedTest
    @CsvSource({"REPORT_LOST, false", "REPORT_STOLEN, false", "REPORT_LOST, true"})
    void whatWasReportedWhileTheBankHadFrozenItIsReplacedByTheBankOnly(CardAction report, boolean twice) {
        var card = card(100);
        now(here.bean(ChangeCard.class).byBank(card.id(), CardAction.FREEZE, "staff", "suspected"));
        now(here.bean(ChangeCard.class).byHolder(card.owner(), card.id(), report));
        if (twice) {
            now(here.bean(ChangeCard.class).byHolder(card.owner(), card.id(), CardAction.REPORT_STOLEN));
        }
        var orders = there.bean(OrderCard.class);

        refuses(IssuingProblem.FROZEN_BY_BANK, orders.replace(card.owner(), card.id(), "k-3", false));
        refuses(IssuingProblem.NUMBER_MUST_CHANGE, orders.replace(card.owner(), card.id(), "k-4", true));

        var next = now(orders.replaceByBank(card.id(), "k-5", false, "clerk", "it was the holder"));
        assertThat(next.chain()).isEqualTo(card.chain());
        assertThat(hear(next, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.APPROVED);
    }

    /** A freeze that two people have lifted holds nobody up. */
    @Test
    void whatWasFrozenAndLiftedBeforeItWasLostIsReplacedByItsHolder() {
        var card = card(100);
        now(here.bean(ChangeCard.class).byBank(card.id(), CardAction.FREEZE, "staff", "suspected"));
        perform(here.bean(LiftFreeze.class), card.id().toString());
        now(here.bean(ChangeCard.class).byHolder(card.owner(), card.id(), CardAction.REPORT_LOST));

        var next = now(here.bean(OrderCard.class).replace(card.owner(), card.id(), "k-6", false));

        assertThat(hear(next, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.APPROVED);
    }

    private static void refuses(IssuingProblem why, Mono<IssuedCard> asked) {
        assertThatThrownBy(() -> now(asked))
                .isInstanceOfSatisfying(
                        ProblemException.class, no -> assertThat(no.type()).isEqualTo(why));
    }

    @Test
    void aLockedPinIsWrittenDownOnceHoweverManyGuessAtOnce() {
        var card = card(1_000);
        now(here.bean(ChoosePin.class).choose(card.owner(), card.id(), "84621"));
        var guesses = Flux.range(0, 24)
                .flatMap(
                        n -> say(
                                n % 2 == 0 ? here : there,
                                card,
                                Said.of(Kind.AUTHORISATION, newTransaction(), 1).with("846" + (n + 23))),
                        24);
        now(guesses.count());

        assertThat(history(card)).extracting(Happened::action).containsExactly("lock-pin", "choose-pin", "order");
        now(here.bean(ChoosePin.class).unblock(card.id(), "staff", "called"));
        assertThat(history(card).getFirst().action()).isEqualTo("unblock-pin");
    }

    /** Both change the card's row, perhaps in one batch. */
    @Test
    void wrongPinsAndWrongCodesAtOnceAllCount() {
        var card = card(1_000);
        now(here.bean(ChoosePin.class).choose(card.owner(), card.id(), "84621"));
        var code = now(here.bean(Hsm.class).code(IssuingFakes.number(card), card.expiry(), Hsm.PRINTED));
        var wrong = "%03d".formatted((Integer.parseInt(code) + 1) % 1000);
        var all = Flux.range(0, 24)
                .flatMap(
                        n -> say(
                                here,
                                card,
                                n % 2 == 0
                                        ? Said.of(Kind.AUTHORISATION, newTransaction(), 1)
                                                .with("84622")
                                        : Said.of(Kind.AUTHORISATION, newTransaction(), 1)
                                                .onTheNet(wrong, card.expiry())),
                        24);
        now(all.count());

        assertThat(history(card)).extracting(Happened::action).contains("lock-pin", "lock-code");
        assertThat(now(here.bean(IssuedCards.class).any(card.id())).pinState()).isEqualTo("locked");
    }
}
