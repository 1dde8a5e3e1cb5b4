package gateway.cards;
import org.junit.jupiter.api.*;
class TmpTest {
    @Test void measure() {
        var cards = new CardsFixture();
        for (int n = 0; n < 3; n++) cards.get(Cards.class).recipient(Numbers.visa(n)).block();
        var p = CardsFixture.keys(2, 1, 2);
        cards.restart(p);
        System.out.println("MEAS moved " + cards.get(RewrapCards.class).run().block(java.time.Duration.ofSeconds(20)));
        cards.close();
    }
}
