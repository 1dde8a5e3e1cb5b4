package gateway.cards;

import static gateway.cards.CardProblem.TOO_MANY_CARDS;
import static gateway.cards.CardsFixture.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How many cards one customer may have, with those that are being linked. */
class MostCardsModuleTest {

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

    private void allow(int most) {
        var properties = CardsFixture.keys(1, 1);
        properties.put("gateway.cards.most-per-customer", most);
        cards.restart(properties);
    }

    private static void refuses(Mono<Linking> begun, CardProblem problem) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(begun::block)
                .satisfies(no -> assertThat(no.type()).isEqualTo(problem));
    }

    /** All are asked before any is linked. */
    @Test
    void limitsThemHoweverManyAreLinkedAtOnce() {
        allow(2);
        var fresh = cards.get(LinkCard.class);

        var answers = Flux.range(1, 8)
                .flatMap(
                        n -> fresh.begin(cards.request(owner, Numbers.visa(n)))
                                .map(_ -> "linked")
                                .onErrorResume(
                                        ProblemException.class,
                                        no -> Mono.just(no.type().name())),
                        8)
                .collectList()
                .block();

        assertThat(answers).filteredOn("linked"::equals).hasSize(2);
        assertThat(answers).filteredOn("TOO_MANY_CARDS"::equals).hasSize(6);
        assertThat(cards.sql("select count(*) from cards.card where state = 'linked'"))
                .containsExactly("2");
    }

    @Test
    void aCardThatWaitsForItsCodeCountsUntilThatIsTooLate() {
        allow(1);
        cards.visa.withCodes("token", PHONE);
        var fresh = cards.get(LinkCard.class);
        assertThat(fresh.begin(cards.request(owner, Numbers.visa(1))).block()).isInstanceOf(Linking.CodeSent.class);

        refuses(fresh.begin(cards.request(owner, Numbers.visa(2))), TOO_MANY_CARDS);
        cards.clock.forward(Duration.ofMinutes(30));

        assertThat(fresh.begin(cards.request(owner, Numbers.visa(3))).block()).isInstanceOf(Linking.CodeSent.class);
    }
}
