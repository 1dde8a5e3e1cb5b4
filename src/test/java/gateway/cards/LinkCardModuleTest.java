package gateway.cards;

import static gateway.cards.CardProblem.CARD_EXPIRED;
import static gateway.cards.CardProblem.CARD_NOT_CONFIRMED;
import static gateway.cards.CardProblem.CARD_RAIL_UNAVAILABLE;
import static gateway.cards.CardProblem.CODE_REFUSED;
import static gateway.cards.CardProblem.EXPIRY_INVALID;
import static gateway.cards.CardProblem.HOLDER_DIFFERS;
import static gateway.cards.CardProblem.PAN_INVALID;
import static gateway.cards.CardProblem.REGISTRATION_CLOSED;
import static gateway.cards.CardProblem.REGISTRATION_NOT_FOUND;
import static gateway.cards.CardProblem.SCHEME_UNKNOWN;
import static gateway.cards.CardProblem.TOO_MANY_CARDS;
import static gateway.cards.CardProblem.TOO_MANY_REGISTRATIONS;
import static gateway.cards.CardsFixture.EXPIRY;
import static gateway.cards.CardsFixture.PHONE;
import static gateway.cards.FakeRegistrar.RIGHT_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.CardRegistrar.Registration;
import gateway.cards.CardRegistrar.Registration.Reason;
import gateway.platform.http.RequestProblem;
import gateway.shared.ids.CustomerId;
import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How a card gets linked, and everything that keeps it from being linked. */
class LinkCardModuleTest {

    private static final String PENDING = "select count(*) from cards.registration where pan is not null";
    private static final String CARDS = "select count(*) from cards.card";

    private CardsFixture cards;
    private LinkCard link;
    private ConfirmCard confirm;
    private CustomerId owner;

    @BeforeEach
    void start() {
        cards = new CardsFixture();
        link = cards.get(LinkCard.class);
        confirm = cards.get(ConfirmCard.class);
        owner = cards.customer();
    }

    @AfterEach
    void stop() {
        cards.close();
    }

    @Test
    void linksWithTheCodeOfTheRail() {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));

        var card = confirm.confirm(owner, sent.id(), RIGHT_CODE).block();

        assertThat(sent.maskedPhone()).isEqualTo("********4567");
        assertThat(sent.expiresAt()).isEqualTo(CardsFixture.START.plus(Duration.ofMinutes(5)));
        assertThat(card.state()).isEqualTo(CardState.LINKED);
        assertThat(card.masked()).isEqualTo(Numbers.pan(Numbers.uzcard(1)).masked());
        assertThat(cards.get(CardVault.class).open(card.id()).block())
                .isEqualTo(new CardDetails(
                        card.id(),
                        Scheme.UZCARD,
                        Numbers.pan(Numbers.uzcard(1)),
                        YearMonth.parse(EXPIRY),
                        "TOKEN-0001"));
        assertThat(cards.sql(PENDING)).containsExactly("0");
    }

    @Test
    void linksAtOnceWhenTheRailVouches() {
        var card = cards.linked(owner, Numbers.humo(1));

        assertThat(cards.get(ControlCard.class).list(owner).collectList().block())
                .containsExactly(card);
        assertThat(card.bank()).isEqualTo("01");
        assertThat(cards.sql(PENDING)).containsExactly("0");
    }

    @Test
    void givesTheSameAnswerForTheSameKeyAndAsksOnce() {
        var first = cards.request(owner, Numbers.uzcard(1), "key-repeat");

        var sent = link.begin(first).block();
        var again = link.begin(first).block();
        confirm.confirm(owner, ((Linking.CodeSent) sent).id(), RIGHT_CODE).block();
        var afterwards = link.begin(first).block();

        assertThat(List.of(again, afterwards)).containsOnly(sent);
        assertThat(cards.uzcard.begun).hasValue(1);
    }

    @Test
    void repeatsTheLinkedCardAsItWas() {
        var request = cards.request(owner, Numbers.visa(1), "key-repeat");
        var first = link.begin(request).block();
        var card = ((Linking.Linked) first).card();
        cards.get(ControlCard.class).freeze(owner, card.id()).block();

        assertThat(link.begin(request).block()).isEqualTo(first);
        assertThat(cards.visa.begun).hasValue(1);
    }

    @Test
    void refusesAKeyThatStandsForAnotherCard() {
        link.begin(cards.request(owner, Numbers.visa(1), "key-repeat")).block();

        refuses(link.begin(cards.request(owner, Numbers.visa(2), "key-repeat")), RequestProblem.KEY_REUSED);
    }

    @Test
    void keepsKeysOfCustomersApart() {
        var other = cards.customer("998907654321");

        link.begin(cards.request(owner, Numbers.visa(1), "key-repeat")).block();
        link.begin(cards.request(other, Numbers.visa(2), "key-repeat")).block();

        assertThat(cards.sql(CARDS)).containsExactly("2");
    }

    @Test
    void asksOnceWhenTheSameRequestComesManyTimesAtOnce() {
        var request = cards.request(owner, Numbers.visa(1), "key-parallel");

        var answers = Flux.range(0, 40)
                .flatMap(
                        _ -> link.begin(request)
                                .map(Object::toString)
                                .onErrorResume(
                                        ProblemException.class,
                                        busy -> Mono.just(busy.type().name())),
                        40)
                .distinct()
                .collectList()
                .block();

        assertThat(cards.visa.begun).hasValue(1);
        assertThat(answers).filteredOn(answer -> answer.startsWith("Linked")).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.startsWith("Linked") || answer.equals("REQUEST_IN_PROGRESS"));
    }

    @Test
    void givesTheSameCardWhenItIsLinkedTwice() {
        var first = cards.linked(owner, Numbers.visa(1));
        cards.clock.forward(Duration.ofMinutes(1));

        var second = cards.linked(owner, Numbers.visa(1));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(cards.sql(CARDS)).containsExactly("1");
    }

    @Test
    void givesOneCardWhenItIsLinkedManyTimesAtOnce() {
        cards.restart(with("gateway.cards.most-registrations-per-hour", 100));
        var fresh = cards.get(LinkCard.class);

        var linked = Flux.range(0, 20)
                .flatMap(_ -> fresh.begin(cards.request(owner, Numbers.visa(1))), 20)
                .map(reached -> ((Linking.Linked) reached).card().id())
                .distinct()
                .collectList()
                .block();

        assertThat(linked).hasSize(1);
        assertThat(cards.sql(CARDS)).containsExactly("1");
    }

    /** Each registration tells somebody a masked phone and sends its holder a message. */
    @Test
    void asksRailsAsOftenAsAnHourAllowsHoweverManyAreBegunAtOnce() {
        cards.restart(with("gateway.cards.most-registrations-per-hour", 4));
        var fresh = cards.get(LinkCard.class);

        var answers = Flux.range(1, 20)
                .flatMap(
                        n -> fresh.begin(cards.request(owner, Numbers.visa(n)))
                                .map(_ -> "begun")
                                .onErrorResume(
                                        ProblemException.class,
                                        refused -> Mono.just(refused.type().name())),
                        20)
                .collectList()
                .block();

        assertThat(cards.visa.begun).hasValue(4);
        assertThat(answers).filteredOn("TOO_MANY_REGISTRATIONS"::equals).hasSize(16);
    }

    @Test
    void revivesAnUnlinkedCardUnderItsId() {
        var card = cards.linked(owner, Numbers.visa(1));
        cards.get(ControlCard.class).unlink(owner, card.id()).block();

        var again = cards.linked(owner, Numbers.visa(1));

        assertThat(again.id()).isEqualTo(card.id());
        assertThat(cards.get(ControlCard.class).find(owner, card.id()).block().state())
                .isEqualTo(CardState.LINKED);
    }

    @Test
    void leavesAFrozenCardFrozenWhenItIsLinkedAgain() {
        var card = cards.linked(owner, Numbers.visa(1));
        cards.get(ControlCard.class).freeze(owner, card.id()).block();

        assertThat(cards.linked(owner, Numbers.visa(1)).state()).isEqualTo(CardState.FROZEN);
        assertThat(cards.get(ControlCard.class).find(owner, card.id()).block().state())
                .isEqualTo(CardState.FROZEN);
    }

    @Test
    void letsTwoHoldersLinkOneCard() {
        var other = cards.customer("998907654321");

        var mine = cards.linked(owner, Numbers.visa(1));
        var theirs = cards.linked(other, Numbers.visa(1));

        assertThat(theirs.id()).isNotEqualTo(mine.id());
        assertThat(cards.sql(CARDS)).containsExactly("2");
    }

    @Test
    void refusesACardWhoseHolderHasAnotherPhone() {
        cards.uzcard.withCodes("TOKEN", "998991112233");
        cards.humo.answers(new Registration.Confirmed(null, "998991112233"));
        var sent = cards.codeSent(owner, Numbers.uzcard(1));

        refuses(confirm.confirm(owner, sent.id(), RIGHT_CODE), HOLDER_DIFFERS);
        refuses(link.begin(cards.request(owner, Numbers.humo(1))), HOLDER_DIFFERS);
        refuses(confirm.confirm(owner, sent.id(), RIGHT_CODE), REGISTRATION_CLOSED);
        assertThat(cards.sql(CARDS)).containsExactly("0");
        assertThat(cards.sql(PENDING)).containsExactly("0");
    }

    @Test
    void acceptsACardWhoseHolderHasTheCustomersPhone() {
        cards.humo.answers(new Registration.Confirmed(null, PHONE));

        assertThat(cards.linked(owner, Numbers.humo(1)).state()).isEqualTo(CardState.LINKED);
    }

    @Test
    void endsARegistrationAfterThreeWrongCodes() {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));

        triesLeft(confirm.confirm(owner, sent.id(), "000001"), 2);
        triesLeft(confirm.confirm(owner, sent.id(), "000002"), 1);
        refuses(confirm.confirm(owner, sent.id(), "000003"), CODE_REFUSED);
        refuses(confirm.confirm(owner, sent.id(), RIGHT_CODE), REGISTRATION_CLOSED);

        assertThat(cards.uzcard.tried).hasValue(3);
        assertThat(cards.sql(CARDS)).containsExactly("0");
        assertThat(cards.sql(PENDING)).containsExactly("0");
    }

    @Test
    void asksTheRailAtMostThreeTimesUnderParallelGuessing() {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));

        Flux.range(0, 200)
                .flatMap(
                        n -> confirm.confirm(owner, sent.id(), "%06d".formatted(n))
                                .onErrorResume(ProblemException.class, _ -> Mono.empty()),
                        64)
                .blockLast();

        assertThat(cards.uzcard.tried).hasValue(3);
        assertThat(cards.sql(CARDS)).containsExactly("0");
    }

    @Test
    void linksOnceWhenTheRightCodeComesTwiceAtOnce() {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));

        var linked = Flux.range(0, 3)
                .flatMap(_ -> confirm.confirm(owner, sent.id(), RIGHT_CODE), 3)
                .distinct()
                .collectList()
                .block();

        assertThat(linked).hasSize(1);
        assertThat(cards.sql(CARDS)).containsExactly("1");
    }

    @Test
    void givesTheCardAgainWhenItsCodeIsSentAgain() {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));
        var card = confirm.confirm(owner, sent.id(), RIGHT_CODE).block();

        assertThat(confirm.confirm(owner, sent.id(), RIGHT_CODE).block()).isEqualTo(card);
        assertThat(cards.uzcard.tried).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"''", "123", "1234567890123", "12 456", "12-456", "'1234\n'"})
    void refusesWhatIsNoCodeWithoutAskingOrCounting(String code) {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));

        for (int i = 0; i < 5; i++) {
            refuses(confirm.confirm(owner, sent.id(), code), CODE_REFUSED);
        }

        assertThat(cards.uzcard.tried).hasValue(0);
        assertThat(confirm.confirm(owner, sent.id(), RIGHT_CODE).block()).isNotNull();
    }

    @Test
    void waitsForTheCodeOnlySoLong() {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));
        cards.clock.forward(Duration.ofMinutes(5));

        refuses(confirm.confirm(owner, sent.id(), RIGHT_CODE), REGISTRATION_CLOSED);
        assertThat(cards.uzcard.tried).hasValue(0);
    }

    @Test
    void wipesCardDataOfRegistrationsWhoseTimeIsOver() {
        var request = cards.request(owner, Numbers.uzcard(1), "key-lapses");
        var sent = link.begin(request).block();
        assertThat(cards.sql(PENDING)).containsExactly("1");
        cards.clock.forward(Duration.ofMinutes(6));

        cards.get(RemoveTokens.class).sweep().block();

        assertThat(cards.sql(PENDING)).containsExactly("0");
        assertThat(link.begin(request).block()).isEqualTo(sent);
        cards.clock.forward(Duration.ofDays(32));
        cards.get(RemoveTokens.class).sweep().block();
        assertThat(cards.sql("select count(*) from cards.registration")).containsExactly("0");
    }

    @Test
    void hidesARegistrationFromOthers() {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));
        var stranger = cards.customer("998907654321");

        refuses(confirm.confirm(stranger, sent.id(), RIGHT_CODE), REGISTRATION_NOT_FOUND);
        assertThat(cards.uzcard.tried).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void passesOnWhyTheRailDoesNotVouch(Reason reason) {
        cards.visa.answers(new Registration.Refused(reason, "14"));
        var request = cards.request(owner, Numbers.visa(1), "key-refused");
        var expected = LinkRefusal.of(reason).problem();

        for (int i = 0; i < 2; i++) {
            StepVerifier.create(link.begin(request)).verifyErrorSatisfies(thrown -> {
                var problem = (ProblemException) thrown;
                assertThat(problem.type()).isEqualTo(expected);
                assertThat(problem.members())
                        .containsEntry("railCode", "14")
                        .containsEntry("reason", LinkRefusal.of(reason).code());
            });
        }
        assertThat(cards.visa.begun).hasValue(1);
        assertThat(cards.sql(PENDING)).containsExactly("0");
    }

    @Test
    void storesNothingWhenTheRailCannotBeAskedAndTriesAgainWithTheSameKey() {
        cards.visa.answers(new Registration.Unavailable("breaker open"));
        var request = cards.request(owner, Numbers.visa(1), "key-again");

        refuses(link.begin(request), CARD_RAIL_UNAVAILABLE);
        assertThat(cards.sql("select count(*) from cards.registration")).containsExactly("0");

        cards.visa.answers(new Registration.Confirmed(null, null));
        assertThat(link.begin(request).block()).isInstanceOf(Linking.Linked.class);
    }

    @Test
    void countsSilenceAsUnavailable() {
        cards.restart(with("gateway.cards.rail-deadline", "100ms"));
        cards.visa.onBegin = (pan, expiry) -> Mono.never();

        refuses(cards.get(LinkCard.class).begin(cards.request(owner, Numbers.visa(1))), CARD_RAIL_UNAVAILABLE);
        assertThat(cards.sql("select count(*) from cards.registration")).containsExactly("0");
    }

    @Test
    void doesNotCountATryThatTheRailCouldNotJudge() {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));
        var judge = cards.uzcard.onConfirm;
        cards.uzcard.onConfirm = (reference, code) -> Mono.just(new Registration.Unavailable("down"));

        for (int i = 0; i < 5; i++) {
            refuses(confirm.confirm(owner, sent.id(), RIGHT_CODE), CARD_RAIL_UNAVAILABLE);
        }
        cards.uzcard.onConfirm = judge;

        assertThat(confirm.confirm(owner, sent.id(), RIGHT_CODE).block()).isNotNull();
    }

    @Test
    void takesOverAClaimWhoseAskerDied() {
        var request = cards.request(owner, Numbers.visa(1), "key-orphan");
        cards.visa.onBegin = (pan, expiry) -> Mono.error(new IllegalStateException("the node dies here"));
        StepVerifier.create(link.begin(request)).verifyError(IllegalStateException.class);
        cards.visa.answers(new Registration.Confirmed(null, null));

        refuses(link.begin(request), RequestProblem.REQUEST_IN_PROGRESS);
        cards.clock.forward(Duration.ofSeconds(21));

        assertThat(link.begin(request).block()).isInstanceOf(Linking.Linked.class);
        assertThat(cards.sql("select count(*) from cards.registration")).containsExactly("1");
    }

    @Test
    void takesOverAClaimThatLapsed() {
        var request = cards.request(owner, Numbers.visa(1), "key-orphan");
        cards.visa.onBegin = (pan, expiry) -> Mono.error(new IllegalStateException("the node dies here"));
        StepVerifier.create(link.begin(request)).verifyError(IllegalStateException.class);
        cards.clock.forward(Duration.ofMinutes(1));
        cards.get(RemoveTokens.class).sweep().block();
        cards.visa.answers(new Registration.Confirmed(null, null));

        assertThat(link.begin(request).block()).isInstanceOf(Linking.Linked.class);
    }

    @Test
    void limitsHowOftenACustomerMayTry() {
        cards.visa.answers(new Registration.Refused(Reason.CARD_UNKNOWN, "14"));
        for (int n = 0; n < 10; n++) {
            refuses(link.begin(cards.request(owner, Numbers.visa(n))), CARD_NOT_CONFIRMED);
        }

        refuses(link.begin(cards.request(owner, Numbers.visa(99))), TOO_MANY_REGISTRATIONS);
        assertThat(cards.visa.begun).hasValue(10);
        cards.clock.forward(Duration.ofMinutes(61));
        refuses(link.begin(cards.request(owner, Numbers.visa(99))), CARD_NOT_CONFIRMED);
    }

    @Test
    void limitsHowManyCardsACustomerMayHave() {
        cards.restart(with("gateway.cards.most-per-customer", 2));
        cards.linked(owner, Numbers.visa(1));
        var second = cards.linked(owner, Numbers.visa(2));
        var fresh = cards.get(LinkCard.class);

        refuses(fresh.begin(cards.request(owner, Numbers.visa(3))), TOO_MANY_CARDS);
        cards.get(ControlCard.class).unlink(owner, second.id()).block();

        assertThat(fresh.begin(cards.request(owner, Numbers.visa(3))).block()).isInstanceOf(Linking.Linked.class);
    }

    @Test
    void refusesBadInputInOrderAndStoresNothing() {
        refuses(bad("8600123400000010", "13/99"), PAN_INVALID);
        refuses(bad("", ""), PAN_INVALID);
        refuses(bad(Numbers.complete("510000000000000"), "13/99"), SCHEME_UNKNOWN);
        refuses(bad(Numbers.visa(1), "05/28"), EXPIRY_INVALID);
        refuses(bad(Numbers.visa(1), "2051-01"), EXPIRY_INVALID);
        refuses(bad(Numbers.visa(1), "2026-10"), CARD_EXPIRED);

        assertThat(cards.sql("select count(*) from cards.registration")).containsExactly("0");
        assertThat(cards.visa.begun).hasValue(0);
    }

    private Mono<Linking> bad(String pan, String expiry) {
        return link.begin(new LinkCard.Request(owner, pan, expiry, null, "key-bad-input", new byte[32]));
    }

    private static Map<String, Object> with(String property, Object value) {
        var properties = CardsFixture.keys(1, 1);
        properties.put(property, value);
        return properties;
    }

    private static void refuses(Mono<?> attempt, ProblemType expected) {
        StepVerifier.create(attempt)
                .verifyErrorSatisfies(thrown -> assertThat(thrown)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                problem -> assertThat(problem.type()).isEqualTo(expected)));
    }

    private static void triesLeft(Mono<?> attempt, int left) {
        StepVerifier.create(attempt)
                .verifyErrorSatisfies(thrown ->
                        assertThat(((ProblemException) thrown).members()).containsEntry("triesLeft", left));
    }
}
