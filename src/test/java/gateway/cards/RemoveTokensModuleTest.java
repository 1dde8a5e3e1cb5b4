package gateway.cards;

import static gateway.cards.FakeRegistrar.RIGHT_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.ids.CustomerId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

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
}
