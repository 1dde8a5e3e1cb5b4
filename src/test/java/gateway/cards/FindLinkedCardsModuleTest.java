package gateway.cards;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.shared.ids.CustomerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose card a number is, for whoever wants to send money to it. */
class FindLinkedCardsModuleTest {

    private CardsFixture cards;
    private CustomerId owner;

    @BeforeEach
    void start() {
        cards = new CardsFixture();
        owner = cards.customer();
    }

    @AfterEach
    void stop() {
        cards.close();
    }

    private Optional<CardSummary> find(String number) {
        return cards.get(LinkedCards.class).byNumber(number).blockOptional().orElseThrow();
    }

    private List<CardSummary> of(CustomerId customer) {
        return cards.get(LinkedCards.class)
                .of(customer)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static CardSummary summary(CustomerId customer, Card card) {
        return new CardSummary(card.id(), customer, card.scheme(), card.masked());
    }

    @Test
    void aNumberIsOfWhoeverLinkedIt() {
        var card = cards.linked(owner, Numbers.humo(1));

        assertThat(find(Numbers.humo(1))).contains(summary(owner, card));
        assertThat(of(owner)).containsExactly(summary(owner, card));
        assertThat(find(Numbers.humo(2))).isEmpty();
        assertThat(find("86000")).isEmpty();
        assertThat(of(cards.customer("998907654321"))).isEmpty();
    }

    /** Which of their wallets would be meant nobody can tell. */
    @Test
    void oneThatTwoHaveLinkedIsNobodysUntilOneOfThemUnlinksIt() {
        var other = cards.customer("998907654321");
        var first = cards.linked(owner, Numbers.humo(1));
        var second = cards.linked(other, Numbers.humo(1));

        assertThat(find(Numbers.humo(1))).isEmpty();
        cards.get(ControlCard.class).unlink(owner, first.id()).block();
        assertThat(find(Numbers.humo(1))).contains(summary(other, second));
    }

    @Test
    void oneThatItsOwnerStoppedOrUnlinkedIsNobodys() {
        var frozen = cards.linked(owner, Numbers.humo(1));
        cards.get(ControlCard.class).freeze(owner, frozen.id()).block();
        var unlinked = cards.linked(owner, Numbers.visa(1));
        cards.get(ControlCard.class).unlink(owner, unlinked.id()).block();

        assertThat(find(Numbers.humo(1))).isEmpty();
        assertThat(find(Numbers.visa(1))).isEmpty();
        assertThat(of(owner)).isEmpty();
    }
}
