package gateway.cards;

import static gateway.cards.FakeRegistrar.RIGHT_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A token that no card has any more pays nowhere: its rail is told, as often as it takes. */
class RemoveTokensModuleTest {

    private static final Duration IN_FLIGHT = Duration.ofMinutes(10);

    private CardsFixture cards;
    private CustomerId owner;

    @BeforeEach
    void open() {
        cards = new CardsFixture();
        owner = cards.customer();
    }

    @AfterEach
    void close() {
        cards.close();
    }

    private Card linked(int number) {
        var sent = cards.codeSent(owner, Numbers.uzcard(number));
        return cards.get(ConfirmCard.class)
                .confirm(owner, sent.id(), RIGHT_CODE)
                .blockOptional()
                .orElseThrow();
    }

    private void unlink(Card card) {
        cards.get(ControlCard.class).unlink(owner, card.id()).block();
    }

    private void run() {
        cards.get(RemoveTokens.class).run().block();
    }

    private String waiting() {
        return cards.sql("select count(*) from cards.dropped_token").getFirst();
    }

    @Test
    void isToldOnceNoPaymentCanBeOnItsWayWithTheToken() {
        var card = linked(1);
        cards.get(ControlCard.class).freeze(owner, card.id()).block();
        unlink(card);
        unlink(card);
        run();
        assertThat(cards.remover.asked).isEmpty();

        cards.clock.forward(IN_FLIGHT);
        run();

        assertThat(cards.remover.asked).containsExactly("TOKEN-0001");
        assertThat(waiting()).isEqualTo("0");
    }

    @Test
    void isAskedAgainLaterAndLaterUntilItIsDoneAlsoInAnotherLife() {
        unlink(linked(2));
        cards.remover.first.add(Mono.just(false));
        cards.remover.first.add(Mono.error(new IllegalStateException("cut off")));
        cards.clock.forward(IN_FLIGHT);
        run();
        run();
        assertThat(cards.remover.asked).hasSize(1);

        cards.restart(CardsFixture.keys(1, 1));
        cards.clock.forward(Duration.ofMinutes(1));
        run();
        cards.clock.forward(Duration.ofMinutes(1));
        run();
        assertThat(cards.remover.asked).hasSize(2);
        assertThat(waiting()).isEqualTo("1");
        cards.clock.forward(Duration.ofMinutes(1));
        run();

        assertThat(cards.remover.asked).hasSize(3).containsOnly("TOKEN-0001");
        assertThat(waiting()).isEqualTo("0");
    }

    /** Its node died before the answer: another asks again, and the rail's "I know no such token" is as good. */
    @Test
    void isAskedAgainWhenTheAnswerWasNeverHeard() {
        unlink(linked(3));
        cards.remover.first.add(Mono.never());
        cards.clock.forward(IN_FLIGHT);
        cards.get(RemoveTokens.class)
                .run()
                .takeUntilOther(Mono.delay(Duration.ofMillis(300)))
                .block();
        cards.clock.forward(Duration.ofMinutes(1));

        run();

        assertThat(cards.remover.asked).hasSize(2);
        assertThat(waiting()).isEqualTo("0");
    }

    @Test
    void aCardThatIsLinkedAgainUnderTheSameTokenKeepsIt() {
        var card = linked(4);
        unlink(card);
        linked(4);
        cards.clock.forward(IN_FLIGHT);

        run();

        assertThat(cards.remover.asked).isEmpty();
        assertThat(waiting()).isEqualTo("0");
    }

    /** Its rail gives a new token each time, and the one before would go on paying. */
    @Test
    void aTokenThatAnotherTakesThePlaceOfIsForgotten() {
        linked(7);
        cards.uzcard.withCodes("TOKEN-0002", CardsFixture.PHONE);
        var card = linked(7);
        run();
        assertThat(cards.remover.asked).isEmpty();
        cards.clock.forward(IN_FLIGHT);

        run();

        assertThat(cards.remover.asked).containsExactly("TOKEN-0001");
        assertThat(waiting()).isEqualTo("0");
        unlink(card);
        cards.clock.forward(IN_FLIGHT);
        run();
        assertThat(cards.remover.asked).containsExactly("TOKEN-0001", "TOKEN-0002");
    }

    @Test
    void whoLinksACardAgainUnderTheSameTokenKeepsIt() {
        linked(8);
        linked(8);
        cards.clock.forward(IN_FLIGHT);

        run();

        assertThat(cards.remover.asked).isEmpty();
        assertThat(waiting()).isEqualTo("0");
    }

    /** A key may not leave the settings while something is sealed under it. */
    @Test
    void whatIsToBeForgottenHoldsItsKey() {
        unlink(linked(5));
        cards.restart(CardsFixture.keys(2, 1, 2));
        var rewrap = cards.get(RewrapCards.class);
        rewrap.run().block();
        assertThat(rewrap.left().block()).isEqualTo(1);
        cards.clock.forward(IN_FLIGHT);

        run();

        assertThat(cards.remover.asked).containsExactly("TOKEN-0001");
        assertThat(rewrap.left().block()).isZero();
    }

    @Test
    void whatHasNoTokenOrIsForgottenByNobodyIsNotKept() {
        unlink(cards.linked(owner, Numbers.visa(6)));

        assertThat(waiting()).isEqualTo("0");
    }

    private Linking.CodeSent codeSent(int number, String token) {
        cards.uzcard.onBegin = (pan, expiry) -> Mono.just(new Registration.CodeSent(token, "********4567"));
        return cards.codeSent(owner, Numbers.uzcard(number));
    }

    private void sweep() {
        cards.get(RemoveTokens.class).sweep().block();
    }

    /** A node died between the rail's yes and our entry, or the yes was lost: nobody here knows that the token pays. */
    @Test
    void aTokenWhoseLinkingNeverFinishedIsForgottenOnceItsTimeIsOver() {
        var sent = codeSent(8, "TOKEN-0008");
        cards.uzcard.onConfirm = (reference, code) -> Mono.error(new IllegalStateException("the node dies here"));
        StepVerifier.create(cards.get(ConfirmCard.class).confirm(owner, sent.id(), RIGHT_CODE))
                .verifyError(IllegalStateException.class);
        sweep();
        assertThat(waiting()).isEqualTo("0");
        cards.restart(CardsFixture.keys(1, 1));
        cards.clock.forward(Duration.ofMinutes(6));
        sweep();
        sweep();
        run();
        assertThat(cards.remover.asked).isEmpty();
        cards.clock.forward(IN_FLIGHT);

        run();

        assertThat(cards.remover.asked).containsExactly("TOKEN-0008");
        assertThat(waiting()).isEqualTo("0");
        assertThat(cards.sql("select state from cards.registration where reference is null and pan is null"))
                .containsExactly("lapsed");
    }

    /** The rail took the code and its answer was lost; asked again, it says that it has judged that one. */
    @Test
    void soIsOneWhoseRegistrationWasRefusedInTheEnd() {
        var sent = codeSent(9, "TOKEN-0009");
        cards.uzcard.onConfirm =
                (reference, code) -> Mono.just(new Registration.Refused(Registration.Reason.CODE_EXPIRED, "-31101"));
        StepVerifier.create(cards.get(ConfirmCard.class).confirm(owner, sent.id(), RIGHT_CODE))
                .verifyError(ProblemException.class);
        sweep();
        cards.clock.forward(IN_FLIGHT);

        run();

        assertThat(cards.remover.asked).containsExactly("TOKEN-0009");
        assertThat(cards.sql("select state from cards.registration")).containsExactly("refused");
    }

    @Test
    void aTokenThatAnotherRegistrationLinkedMeanwhileStays() {
        codeSent(10, "TOKEN-0010");
        cards.clock.forward(Duration.ofMinutes(6));
        sweep();
        var again = codeSent(10, "TOKEN-0010");
        cards.uzcard.onConfirm = (reference, code) -> Mono.just(new Registration.Confirmed(reference, null));
        cards.get(ConfirmCard.class).confirm(owner, again.id(), RIGHT_CODE).block();
        cards.clock.forward(IN_FLIGHT);
        sweep();

        run();

        assertThat(cards.remover.asked).isEmpty();
        assertThat(waiting()).isEqualTo("0");
    }

    /** One card may be linked by several; a rail may give each of them the same token, and nobody harms another. */
    @Test
    void aTokenWithWhichAnotherCustomerPaysStays() {
        codeSent(11, "TOKEN-0011");
        cards.clock.forward(Duration.ofMinutes(6));
        sweep();
        owner = cards.customer();
        var theirs = codeSent(11, "TOKEN-0011");
        cards.uzcard.onConfirm = (reference, code) -> Mono.just(new Registration.Confirmed(reference, null));
        var card = cards.get(ConfirmCard.class)
                .confirm(owner, theirs.id(), RIGHT_CODE)
                .blockOptional()
                .orElseThrow();
        cards.get(ControlCard.class).freeze(owner, card.id()).block();
        cards.clock.forward(IN_FLIGHT);

        run();

        assertThat(cards.remover.asked).isEmpty();
        assertThat(waiting()).isEqualTo("0");
    }
}
