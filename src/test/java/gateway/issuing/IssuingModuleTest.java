package gateway.issuing;

import static gateway.issuing.IssuingRig.available;
import static gateway.issuing.IssuingRig.card;
import static gateway.issuing.IssuingRig.hear;
import static gateway.issuing.IssuingRig.here;
import static gateway.issuing.IssuingRig.ids;
import static gateway.issuing.IssuingRig.newTransaction;
import static gateway.issuing.IssuingRig.now;
import static gateway.issuing.IssuingRig.posted;
import static gateway.issuing.IssuingRig.say;
import static gateway.issuing.IssuingRig.there;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.Controls.Limit;
import gateway.issuing.Controls.Period;
import gateway.issuing.IssuingRig.Said;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.OrderCard.Order;
import gateway.ledger.SystemAccounts;
import gateway.shared.ids.ChallengeId;
import gateway.shared.ids.CustomerId;
import gateway.shared.money.Asset;
import gateway.shared.problems.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Issued cards in the real journal and ledger, on two nodes. */
class IssuingModuleTest {

    @BeforeAll
    static void start() {
        IssuingRig.start();
    }

    @AfterAll
    static void stop() {
        IssuingRig.stop();
    }

    private static IssuedCard control(IssuedCard card, UnaryOperator<Controls> change) {
        now(here.bean(ControlIssuedCard.class).put(card.owner(), card.id(), change.apply(Controls.NONE)));
        return card;
    }

    private static Controls limited(Limit limit) {
        return new Controls(null, List.of(limit), null, null, null, null, null, false, false);
    }

    /** How often each answer was given to 64 who buy for ten at once, on two nodes. */
    private static Map<Reason, Long> racing(IssuedCard card) {
        return now(Flux.fromStream(IntStream.range(0, 64).boxed())
                .flatMap(
                        n -> say(n % 2 == 0 ? here : there, card, Said.of(Kind.AUTHORISATION, newTransaction(), 10)),
                        64)
                .map(answer -> Reason.valueOf(answer.split(" ", -1)[0]))
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting())));
    }

    @Test
    void sixtyFourWhoRaceOneCardGetExactlyWhatIsInItsWallet() {
        var card = card(255);

        var answers = racing(card);

        assertThat(answers).containsEntry(Reason.APPROVED, 25L).containsEntry(Reason.FUNDS_SHORT, 39L);
        assertThat(available(card)).isEqualTo(5);
    }

    @Test
    void sixtyFourWhoRaceOneLimitGetExactlyWhatItAllows() {
        var byAmount = control(card(10_000), _ -> limited(new Limit(Period.DAY, 255L, null)));
        var byCount = control(card(10_000), _ -> limited(new Limit(Period.LIFETIME, null, 7L)));

        assertThat(racing(byAmount)).containsEntry(Reason.APPROVED, 25L).containsEntry(Reason.AMOUNT_LIMIT, 39L);
        assertThat(racing(byCount)).containsEntry(Reason.APPROVED, 7L).containsEntry(Reason.COUNT_LIMIT, 57L);
        assertThat(available(byAmount)).isEqualTo(10_000 - 250);
        assertThat(available(byCount)).isEqualTo(10_000 - 70);
    }

    @Test
    void sixtyFourCopiesOfOneMessageAreOneMessage() {
        var card = card(1_000);
        var said = Said.of(Kind.AUTHORISATION, newTransaction(), 10);

        var answers = now(Flux.range(0, 64)
                .flatMap(n -> say(n % 2 == 0 ? here : there, card, said), 64)
                .collect(Collectors.toSet()));

        assertThat(answers).hasSize(1);
        assertThat(available(card)).isEqualTo(990);
    }

    /** Its node dies after the books are written and before the answer is out: another one gives the same answer. */
    @Test
    void anAnswerThatWasLostIsGivenAgainByteForByteByAnyNode() {
        var card = card(15);
        for (var said : List.of(
                Said.of(Kind.AUTHORISATION, newTransaction(), 10),
                Said.of(Kind.AUTHORISATION, newTransaction(), 10),
                Said.of(Kind.REVERSAL, newTransaction(), 10),
                Said.of(Kind.CLEARING, newTransaction(), 3))) {
            var first = now(say(here, card, said));
            assertThat(now(say(there, card, said))).isEqualTo(first);
        }
        assertThat(available(card)).isEqualTo(2);
    }

    @Test
    void aNameThatStandsForSomethingElseIsRefusedAndChangesNothing() {
        var card = card(100);
        var said = Said.of(Kind.AUTHORISATION, newTransaction(), 10);
        hear(here, card, said);

        assertThat(hear(
                        here,
                        card,
                        new Said(said.kind(), said.key(), newTransaction(), 11, null, false, null, null, null)))
                .isEqualTo(Reason.NAME_TAKEN);
        assertThat(hear(card, Kind.AUTHORISATION, said.transaction(), 10)).isEqualTo(Reason.NAME_TAKEN);
        assertThat(available(card)).isEqualTo(90);
    }

    @Test
    void aPurchaseIsRaisedReversedInPartAndClearedForLess() {
        var card = control(card(1_000), _ -> limited(new Limit(Period.DAY, 500L, null)));
        var transaction = newTransaction();

        assertThat(hear(card, Kind.AUTHORISATION, transaction, 300)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.INCREMENT, transaction, 201)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(hear(card, Kind.INCREMENT, transaction, 200)).isEqualTo(Reason.APPROVED);
        assertThat(available(card)).isEqualTo(500);
        assertThat(hear(here, card, Said.of(Kind.REVERSAL, transaction, 500).leaving(400)))
                .isEqualTo(Reason.APPROVED);
        assertThat(available(card)).isEqualTo(600);
        assertThat(hear(card, Kind.CLEARING, transaction, 350)).isEqualTo(Reason.APPROVED);
        assertThat(available(card)).isEqualTo(650);
        assertThat(posted(card)).isEqualTo(650);
        // What was not taken does not count.
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 151)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 150)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.REVERSAL, transaction, 500)).isEqualTo(Reason.ALREADY_CLEARED);
    }

    @Test
    void eachStepOfAPurchaseIsKeptUntilItComesBack() {
        var card = card(1_000);
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 300);
        assertThat(steps(card)).isEmpty();

        hear(card, Kind.INCREMENT, transaction, 200);
        assertThat(steps(card)).matches("[0-9]+:300 [0-9]+:200");
        hear(here, card, Said.of(Kind.REVERSAL, transaction, 500).leaving(400));
        assertThat(steps(card)).matches("[0-9]+:300 [0-9]+:100");
        hear(here, card, Said.of(Kind.REVERSAL, transaction, 400).leaving(250));
        assertThat(steps(card)).isEmpty();
    }

    private static String steps(IssuedCard card) {
        return now(here.bean(DatabaseClient.class)
                .sql("select counted from issuing.authorisation where chain = :chain")
                .bind("chain", card.chain())
                .map(row -> row.get(0, String.class))
                .one());
    }

    @Test
    void aReversalGivesMoneyAndLimitBackOnce() {
        var card = control(card(100), _ -> limited(new Limit(Period.DAY, 100L, 1L)));
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 100);

        assertThat(hear(card, Kind.REVERSAL, transaction, 100)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.REVERSAL, transaction, 100)).isEqualTo(Reason.REVERSED_BEFORE);
        assertThat(hear(card, Kind.INCREMENT, transaction, 1)).isEqualTo(Reason.REVERSED_BEFORE);
        assertThat(available(card)).isEqualTo(100);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 100)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void aReversalThatComesFirstForestallsItsPurchase() {
        var card = card(100);
        var transaction = newTransaction();

        assertThat(hear(card, Kind.REVERSAL, transaction, 10)).isEqualTo(Reason.ORIGINAL_UNKNOWN);
        assertThat(hear(card, Kind.AUTHORISATION, transaction, 10)).isEqualTo(Reason.REVERSED_BEFORE);
        assertThat(available(card)).isEqualTo(100);
    }

    /** Whoever is first: never is anything held at the end. */
    @Test
    void aPurchaseAndItsReversalThatRaceLeaveNothingHeld() {
        var card = card(640);
        var done = Flux.range(0, 64)
                .map(_ -> newTransaction())
                .flatMap(
                        transaction -> Flux.merge(
                                say(here, card, Said.of(Kind.AUTHORISATION, transaction, 10)),
                                say(there, card, Said.of(Kind.REVERSAL, transaction, 10))),
                        16);

        assertThat(now(done.count())).isEqualTo(128);
        assertThat(available(card)).isEqualTo(640);
    }

    @Test
    void clearingPostsOnAFrozenCardAndAClosedOneAndBeyondWhatThereIs() {
        var card = card(100);
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 60);
        now(there.bean(ChangeCard.class).byBank(card.id(), CardAction.FREEZE, "staff", "test"));

        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.FROZEN_BY_BANK);
        assertThat(hear(card, Kind.CLEARING, transaction, 70)).isEqualTo(Reason.APPROVED);
        assertThat(posted(card)).isEqualTo(30);
        now(there.bean(ChangeCard.class).byHolder(card.owner(), card.id(), CardAction.CLOSE));
        assertThat(hear(card, Kind.CLEARING, newTransaction(), 50)).isEqualTo(Reason.APPROVED);
        assertThat(posted(card)).isZero();
        assertThat(debt(card)).isEqualTo(20);
        assertThat(hear(here, card, Said.of(Kind.CLEARING, newTransaction(), 15).asRefund()))
                .isEqualTo(Reason.APPROVED);
        assertThat(posted(card)).isEqualTo(15);
    }

    private static long debt(IssuedCard card) {
        return now(here.bean(DatabaseClient.class)
                .sql("""
                    select coalesce(sum(t.amount_minor), 0)::bigint
                      from ledger.transfer t
                      join issuing.authorisation a on a.id = t.reference
                     where a.chain = :chain and t.debit = :debt
                    """)
                .bind("chain", card.chain())
                .bind(
                        "debt",
                        SystemAccounts.cardholderDebt(Asset.UZS, card.owner().shard())
                                .value())
                .map(row -> row.get(0, Long.class))
                .one());
    }

    @Test
    void whatTheNetworkApprovedInOurPlaceStandsWithWhatWeWouldHaveSaid() {
        var card = control(card(100), _ -> limited(new Limit(Period.DAY, 50L, null)));
        var transaction = newTransaction();
        var said = Said.of(Kind.ADVICE, transaction, 500);

        assertThat(hear(here, card, said)).isEqualTo(Reason.APPROVED);
        assertThat(hear(there, card, said)).isEqualTo(Reason.APPROVED);
        assertThat(available(card)).isEqualTo(100);
        assertThat(now(here.bean(DatabaseClient.class)
                        .sql("select judged from issuing.message where key = :key")
                        .bind("key", said.key())
                        .map(row -> row.get(0, String.class))
                        .one()))
                .isEqualTo(Reason.AMOUNT_LIMIT.slug());
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(hear(card, Kind.CLEARING, transaction, 500)).isEqualTo(Reason.APPROVED);
        assertThat(posted(card)).isZero();
        assertThat(debt(card)).isEqualTo(400);
    }

    /** Else the entry errors each time that the network repeats it, and the merchant is never paid. */
    @Test
    void whatWasApprovedInOtherMoneyIsClearedInTheCardsOwn() {
        var card = control(card(100), _ -> limited(new Limit(Period.DAY, 50L, null)));
        var transaction = newTransaction();
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 5)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Said.of(Kind.ADVICE, transaction, 500), Asset.USD))
                .isEqualTo(Reason.APPROVED);

        assertThat(hear(card, Kind.CLEARING, transaction, 30)).isEqualTo(Reason.APPROVED);

        assertThat(posted(card)).isEqualTo(70);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 16)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 15)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void threeWrongPinsLockItForTheRightOneTooHoweverManyGuessAtOnce() {
        var card = card(1_000);
        now(here.bean(ChoosePin.class).choose(card.owner(), card.id(), "84621"));
        assertThat(hear(
                        here,
                        card,
                        Said.of(Kind.AUTHORISATION, newTransaction(), 1).with("84622")))
                .isEqualTo(Reason.PIN_WRONG);
        assertThat(hear(
                        here,
                        card,
                        Said.of(Kind.AUTHORISATION, newTransaction(), 1).with("84621")))
                .isEqualTo(Reason.APPROVED);

        var answers = now(Flux.range(0, 64)
                .flatMap(
                        n -> say(
                                n % 2 == 0 ? here : there,
                                card,
                                Said.of(Kind.AUTHORISATION, newTransaction(), 1).with("846" + (n + 23))),
                        64)
                .map(answer -> Reason.valueOf(answer.split(" ", -1)[0]))
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting())));

        assertThat(answers).containsEntry(Reason.PIN_WRONG, 3L).containsEntry(Reason.PIN_LOCKED, 61L);
        assertThat(hear(
                        here,
                        card,
                        Said.of(Kind.AUTHORISATION, newTransaction(), 1).with("84621")))
                .isEqualTo(Reason.PIN_LOCKED);
        now(here.bean(ChoosePin.class).unblock(card.id(), "staff", "test"));
        assertThat(hear(
                        here,
                        card,
                        Said.of(Kind.AUTHORISATION, newTransaction(), 1).with("84621")))
                .isEqualTo(Reason.APPROVED);
    }

    @Test
    void limitsFollowAReplacementAndThePinOnlyTheSameNumber() {
        var card = control(card(1_000), _ -> limited(new Limit(Period.LIFETIME, 100L, null)));
        now(here.bean(ChoosePin.class).choose(card.owner(), card.id(), "84621"));
        hear(card, Kind.AUTHORISATION, newTransaction(), 90);
        var orders = here.bean(OrderCard.class);

        var renewed = now(orders.replace(card.owner(), card.id(), "renew-" + card.id(), true));
        assertThat(now(orders.replace(card.owner(), card.id(), "renew-" + card.id(), true))
                        .id())
                .isEqualTo(renewed.id());
        assertThat(renewed.vault()).isEqualTo(card.vault());
        assertThat(renewed.expiry()).isAfter(card.expiry());
        assertThat(renewed.pin()).isNotEmpty();
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.EXPIRY_DIFFERS);
        var other = now(orders.replace(card.owner(), renewed.id(), "new-" + card.id(), false));
        assertThat(other.vault()).isNotEqualTo(card.vault());
        assertThat(other.pin()).isEmpty();
        assertThat(hear(other, Kind.AUTHORISATION, newTransaction(), 11)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(hear(other, Kind.AUTHORISATION, newTransaction(), 10)).isEqualTo(Reason.APPROVED);
        assertThat(hear(renewed, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.CLOSED);
    }

    @Test
    void ordersThatRaceNeverGiveMoreCardsThanACustomerMayHave() {
        var first = card(0);
        var made = now(Flux.range(0, 12)
                .flatMap(
                        n -> (n % 2 == 0 ? here : there)
                                .bean(OrderCard.class)
                                .order(new Order(first.owner(), "many-" + n, false, Asset.UZS))
                                .map(_ -> true)
                                .onErrorResume(ProblemException.class, _ -> Mono.just(false)),
                        12)
                .filter(done -> done)
                .count());

        assertThat(made).isEqualTo(4);
    }

    /** Else whoever reports five lost, orders five and has the lost ones replaced has ten. */
    @Test
    void aLostCardKeepsItsPlaceUntilItIsReplacedOrClosed() {
        var owner = card(0).owner();
        for (int n = 1; n < 5; n++) {
            ordered(owner, "place-" + n);
        }
        var lost = now(here.bean(IssuedCards.class).of(owner).collectList());
        lost.forEach(it -> now(here.bean(ChangeCard.class).byHolder(owner, it.id(), CardAction.REPORT_LOST)));

        assertThat(slug(order(owner, "place-5"))).isEqualTo("TOO_MANY_ISSUED_CARDS");
        now(here.bean(OrderCard.class).replace(owner, lost.getFirst().id(), "place-6", false));
        assertThat(slug(order(owner, "place-7"))).isEqualTo("TOO_MANY_ISSUED_CARDS");

        now(here.bean(ChangeCard.class).byHolder(owner, lost.getLast().id(), CardAction.CLOSE));
        assertThat(ordered(owner, "place-8").state()).isEqualTo(IssuedState.ACTIVE);
        assertThat(slug(here.bean(OrderCard.class).replace(owner, lost.getLast().id(), "place-9", false)))
                .isEqualTo("CARD_ENDED");
    }

    private static Mono<IssuedCard> order(CustomerId owner, String key) {
        return here.bean(OrderCard.class).order(new Order(owner, key, false, Asset.UZS));
    }

    private static IssuedCard ordered(CustomerId owner, String key) {
        return now(order(owner, key));
    }

    @Test
    void whatHappenedToACardCannotBeRewritten() {
        var card = card(0);

        assertThat(here.bean(DatabaseClient.class)
                        .sql("delete from issuing.card_event where card = :card")
                        .bind("card", card.id().value())
                        .fetch()
                        .rowsUpdated()
                        .map(String::valueOf)
                        .onErrorResume(refused -> Mono.just(String.valueOf(refused.getMessage())))
                        .block())
                .contains("only ever added to");
    }

    @Test
    void aNumberIsShownOnceForACodeAndWrittenDown() {
        var card = card(0);
        var challenge = new ChallengeId(ids().next(card.owner().shard()));
        var numbers = here.bean(ShowNumber.class);

        assertThat(slug(numbers.show(card.owner(), card.id(), challenge, "111111")))
                .isEqualTo("NUMBER_CODE_REFUSED");
        assertThat(now(numbers.show(card.owner(), card.id(), challenge, "000000"))
                        .number())
                .isEqualTo(IssuingFakes.number(card).reveal());
        assertThat(slug(numbers.show(card.owner(), card.id(), challenge, "000000")))
                .isEqualTo("NUMBER_SHOWN_BEFORE");
        assertThat(slug(numbers.show(card(0).owner(), card.id(), challenge, "000000")))
                .isEqualTo("ISSUED_CARD_NOT_FOUND");
        assertThat(now(here.bean(DatabaseClient.class)
                        .sql("select count(*) from issuing.card_event where card = :card and action = 'show-number'")
                        .bind("card", card.id().value())
                        .map(row -> row.get(0, Long.class))
                        .one()))
                .isEqualTo(1);
    }

    private static String slug(Mono<?> work) {
        return work.map(String::valueOf)
                .onErrorResume(ProblemException.class, problem -> Mono.just(String.valueOf(problem.type())))
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void theBooksAgreeAfterAllThis() {
        racing(card(100));

        assertThat(now(here.verify().verify()).isClean()).isTrue();
    }
}
