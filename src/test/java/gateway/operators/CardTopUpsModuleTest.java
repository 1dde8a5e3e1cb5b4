package gateway.operators;

import static gateway.operators.OperatorsRig.balance;
import static gateway.operators.OperatorsRig.here;
import static gateway.operators.OperatorsRig.now;
import static gateway.operators.OperatorsRig.person;
import static gateway.operators.OperatorsRig.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gateway.cards.CardState;
import gateway.cards.Scheme;
import gateway.customers.KycTier;
import gateway.operators.Announced.Bounds;
import gateway.operators.OperatorTransaction.TransactionKey;
import gateway.operators.OperatorsRig.OwnCard;
import gateway.payments.Onward;
import gateway.payments.Onward.Stage;
import gateway.payments.PassOn.Passed;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Money for a card is the wallet's first and is passed on once, whatever the card's rail says, on two nodes. */
class CardTopUpsModuleTest {

    private static final Operator SOMEBODY = new Operator("somebody");
    private static final Duration SOON = Duration.ofSeconds(20);

    @BeforeAll
    static void start() {
        OperatorsRig.start();
    }

    @AfterAll
    static void stop() {
        OperatorsRig.stop();
    }

    private static TransactionKey key(String id) {
        return new TransactionKey(SOMEBODY, id);
    }

    private static TakeTransactions take(int turn) {
        return (turn % 2 == 0 ? here : there).bean(TakeTransactions.class);
    }

    private static Mono<Outcome> announce(int turn, String id, String typed, boolean atOnce) {
        var begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return take(turn)
                .announce(new Announced(
                        key(id),
                        PaidFor.of(typed),
                        typed,
                        new Money(700, Asset.UZS),
                        new Bounds(1, 1_000_000),
                        begun,
                        begun.plusSeconds(3600),
                        atOnce));
    }

    private static OwnCard card(String phone, Passed rail) {
        var card = OperatorsRig.card(person(phone));
        WatchedCards.RAILS.put(card.card(), Mono.just(rail));
        return card;
    }

    private static OperatorTransaction paid(String id, OwnCard card) {
        assertThat(now(announce(0, id, card.code(), false))).isInstanceOf(Outcome.Done.class);
        assertThat(now(take(1).perform(key(id)))).isInstanceOf(Outcome.Done.class);
        return find(id);
    }

    private static OperatorTransaction find(String id) {
        return now(here.bean(Transactions.class).find(key(id))).orElseThrow();
    }

    private static Stage stage(String id) {
        return find(id).onward().stage();
    }

    private static void awaitStage(String id, Stage stage) {
        await().atMost(SOON).until(() -> stage(id) == stage);
    }

    private static Why no(Mono<Outcome> outcome) {
        return now(outcome) instanceof Outcome.No(var why, var _) ? why : null;
    }

    /** Types of its events, with whose they are. */
    private static List<String> told(String id) {
        return now(here.bean(DatabaseClient.class)
                .sql("select type || ' ' || coalesce(customer::text, '-') as line from platform.outbox"
                        + " where subject = :id order by version")
                .bind("id", find(id).id())
                .map(row -> String.valueOf(row.get("line", String.class)))
                .all()
                .collectList());
    }

    @Test
    void whatIsPaidForACardIsTheWalletsAndOnePaymentTakesItOn() {
        var phone = "998906000001";
        var card = card(phone, Passed.UNDER_WAY);
        var payment = paid("on-1", card).onward().payment();
        assertThat(balance(phone)).isEqualTo(700);

        await().atMost(SOON).until(() -> !WatchedCards.payments(card.card()).isEmpty());
        WatchedCards.RAILS.put(card.card(), Mono.just(Passed.ARRIVED));
        awaitStage("on-1", Stage.ARRIVED);

        assertThat(WatchedCards.payments(card.card())).containsExactly(payment);
        assertThat(payment.shard()).isEqualTo(card.owner().shard());
        assertThat(WatchedCards.WISHES.stream()
                        .filter(it -> it.payment().equals(payment))
                        .distinct())
                .singleElement()
                .satisfies(it -> assertThat(it.amount().minor()).isEqualTo(700));
        assertThat(told("on-1")).containsExactly("topup.completed -");
        assertThat(now(here.verify().verify()).isClean()).isTrue();
    }

    @Test
    void whatIsOnItsWayOrThereIsNotGivenBack() {
        var card = card("998906000002", Passed.UNDER_WAY);
        paid("way-1", card);

        assertThat(no(take(0).cancel(key("way-1"), 5))).isEqualTo(Why.CANNOT_GIVE_BACK);
        WatchedCards.RAILS.put(card.card(), Mono.just(Passed.ARRIVED));
        awaitStage("way-1", Stage.ARRIVED);
        assertThat(no(take(1).cancel(key("way-1"), 5))).isEqualTo(Why.CANNOT_GIVE_BACK);
        assertThat(now(take(0).perform(key("way-1")))).isInstanceOf(Outcome.Known.class);
    }

    @Test
    void whatTheCardDoesNotTakeStaysInTheWalletAndItsOwnerIsToldOnce() {
        var phone = "998906000003";
        var card = card(phone, Passed.STAYED);
        paid("kept-1", card);
        awaitStage("kept-1", Stage.KEPT);

        assertThat(balance(phone)).isEqualTo(700);
        assertThat(told("kept-1"))
                .containsExactly(
                        "topup.completed -", "topup.kept " + card.owner().value());

        assertThat(now(take(1).cancel(key("kept-1"), 5))).isInstanceOf(Outcome.Done.class);
        assertThat(balance(phone)).isZero();
        assertThat(now(here.verify().verify()).isClean()).isTrue();
    }

    /** Such as the payment of a node that died before it asked the rail. */
    @Test
    void whatDidNotReachTheCardIsPassedOnByAnotherPayment() {
        var phone = "998906000016";
        var card = card(phone, Passed.UNDELIVERED);
        var first = paid("anew-1", card).onward().payment();
        await().atMost(SOON).until(() -> !find("anew-1").onward().undelivered().isEmpty());
        assertThat(balance(phone)).isEqualTo(700);
        assertThat(no(take(0).cancel(key("anew-1"), 5))).isEqualTo(Why.CANNOT_GIVE_BACK);

        WatchedCards.RAILS.put(card.card(), Mono.just(Passed.ARRIVED));
        awaitStage("anew-1", Stage.ARRIVED);

        var way = find("anew-1").onward();
        assertThat(way.undelivered()).first().isEqualTo(first);
        assertThat(way.payment()).isNotIn(way.undelivered());
        assertThat(WatchedCards.payments(card.card()))
                .containsExactlyElementsOf(Stream.concat(way.undelivered().stream(), Stream.of(way.payment()))
                        .toList());
        assertThat(balance(phone)).isZero();
        assertThat(told("anew-1")).containsExactly("topup.completed -");
        assertThat(now(here.verify().verify()).isClean()).isTrue();
    }

    @Test
    void whatNeverReachesTheCardIsKeptInTheEndAndItsOwnerIsToldOnce() {
        var phone = "998906000017";
        var card = card(phone, Passed.UNDELIVERED);
        paid("never-1", card);
        awaitStage("never-1", Stage.KEPT);

        assertThat(WatchedCards.payments(card.card())).hasSizeBetween(2, Onward.PAYMENTS);
        assertThat(balance(phone)).isEqualTo(700);
        assertThat(told("never-1"))
                .containsExactly(
                        "topup.completed -", "topup.kept " + card.owner().value());
    }

    /** Whichever of its payments took it. */
    @Test
    void theBooksSayWhenAnEarlierPaymentMovedMoneyAfterAll() {
        var card = card("998906000018", Passed.ARRIVED);
        paid("lie-anew", card);
        awaitStage("lie-anew", Stage.ARRIVED);

        set(
                "lie-anew",
                "onward_undelivered = array[onward_payment], onward_payment = gen_random_uuid(), onward = 'kept'");
        var found = now(here.verify().verify()).text();
        set("lie-anew", "onward_payment = onward_undelivered[1], onward_undelivered = '{}', onward = 'arrived'");

        assertThat(found).contains("kept of 700 passed on 700");
        assertThat(now(here.verify().verify()).isClean()).isTrue();
    }

    /** It would be the operator's gain and the customer's loss to take what the customer put there. */
    @Test
    void whatPeopleHaveToFindOutIsNeitherGivenBackNorAskedAgain() {
        var card = card("998906000004", Passed.UNCLEAR);
        paid("who-knows", card);
        awaitStage("who-knows", Stage.UNCLEAR);

        assertThat(no(take(0).cancel(key("who-knows"), 5))).isEqualTo(Why.CANNOT_GIVE_BACK);
        assertThat(find("who-knows").onward().lookAt()).isNull();
    }

    @Test
    void aRailThatIsOutOfReachForLongIsGivenUp() {
        var card = card("998906000005", Passed.NOT_NOW);
        paid("late-1", card);

        await().atMost(SOON)
                .until(() -> WatchedCards.WISHES.stream()
                                .filter(it -> it.card().equals(card.card()))
                                .count()
                        >= 2);
        assertThat(stage("late-1")).isEqualTo(Stage.ON_ITS_WAY);
        awaitStage("late-1", Stage.KEPT);
    }

    @Test
    void whatFailsComesUpAgain() {
        var card = card("998906000006", Passed.ARRIVED);
        var tries = new AtomicInteger();
        WatchedCards.RAILS.put(
                card.card(),
                Mono.defer(() -> tries.incrementAndGet() < 3
                        ? Mono.error(new IllegalStateException("nobody knows"))
                        : Mono.just(Passed.ARRIVED)));
        paid("again-1", card);

        awaitStage("again-1", Stage.ARRIVED);
        assertThat(WatchedCards.payments(card.card())).hasSize(1);
    }

    @Test
    void whatIsPaidWithOneCallIsPassedOnToo() {
        var card = card("998906000007", Passed.ARRIVED);
        var all = now(Flux.fromStream(IntStream.range(0, 16).boxed())
                .flatMap(turn -> announce(turn, "once-card", card.code(), true), 16)
                .collectList());

        awaitStage("once-card", Stage.ARRIVED);
        assertThat(all).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(WatchedCards.payments(card.card())).hasSize(1);
        assertThat(balance("998906000007")).isZero();
    }

    @Test
    void aCardThatCannotBeUsedIsToldBeforeAnythingIsPaid() {
        var card = card("998906000008", Passed.ARRIVED);
        for (var state : List.of(CardState.FROZEN, CardState.UNLINKED)) {
            var why = state == CardState.FROZEN ? Why.PAYEE_STOPPED : Why.PAYEE_UNKNOWN;
            WatchedCards.put(card.card(), state);
            assertThat(now(here.bean(Payables.class).look(PaidFor.of(card.code()))))
                    .isEqualTo(new Payables.Found.Not(why));
            assertThat(no(announce(0, "unusable-" + state, card.code(), true))).isEqualTo(why);
        }
    }

    /** Whatever was looked up before, the entry itself looks once more. */
    @Test
    void aCardIsLookedAtInTheEntryThatAnnouncesIt() {
        var card = card("998906000015", Passed.ARRIVED);
        WatchedCards.EXPIRED.add(card.card());

        assertThat(no(announce(0, "expired-1", card.code(), false))).isEqualTo(Why.PAYEE_STOPPED);
        assertThat(no(announce(1, "expired-2", card.code(), true))).isEqualTo(Why.PAYEE_STOPPED);
        assertThat(balance("998906000015")).isZero();
    }

    /** The operator has the payer's money by then: it is taken, and what the card cannot have is the wallet's. */
    @Test
    void aCardThatIsFrozenMeanwhileDoesNotStopWhatWasAnnounced() {
        var phone = "998906000009";
        var card = card(phone, Passed.STAYED);
        now(announce(0, "frozen-1", card.code(), false));
        WatchedCards.put(card.card(), CardState.FROZEN);

        assertThat(now(take(1).perform(key("frozen-1")))).isInstanceOf(Outcome.Done.class);
        awaitStage("frozen-1", Stage.KEPT);
        assertThat(balance(phone)).isEqualTo(700);
    }

    @Test
    void whatIsCalledOffBeforeItIsPaidIsPassedOnToNobody() {
        var card = card("998906000010", Passed.ARRIVED);
        now(announce(0, "off-card", card.code(), false));

        assertThat(now(take(1).cancel(key("off-card"), 1))).isInstanceOf(Outcome.Done.class);
        assertThat(stage("off-card")).isEqualTo(Stage.ANNOUNCED);
        assertThat(find("off-card").onward().lookAt()).isNull();
        assertThat(WatchedCards.payments(card.card())).isEmpty();
    }

    /** What the wallet may not hold cannot be taken for its card either: it may have to stay there. */
    @Test
    void theWalletsLimitsHold() {
        var card = card("998906000011", Passed.ARRIVED);
        Watched.TIERS.put(card.owner(), KycTier.PHONE_ONLY);
        assertThat(no(announce(0, "limit-card", card.code(), true))).isEqualTo(Why.LIMIT_EXCEEDED);

        Watched.TIERS.put(card.owner(), KycTier.DOCUMENTED);
        Watched.STOPPED.add(card.owner());
        assertThat(no(announce(0, "stop-card", card.code(), true))).isEqualTo(Why.PAYEE_STOPPED);
        Watched.STOPPED.remove(card.owner());
    }

    @Test
    void theBooksSayWhenWhatIsKeptIsCalledArrived() {
        paid("lie-card", card("998906000014", Passed.STAYED));
        awaitStage("lie-card", Stage.KEPT);

        set("lie-card", "onward = 'arrived'");
        var found = now(here.verify().verify()).text();
        set("lie-card", "onward = 'kept'");

        assertThat(found).contains("arrived of 700 passed on 0");
        assertThat(now(here.verify().verify()).isClean()).isTrue();
    }

    private static void set(String id, String what) {
        now(here.bean(DatabaseClient.class)
                .sql("update operators.transaction set " + what + " where their_id = '" + id + "'")
                .fetch()
                .rowsUpdated());
    }

    @Test
    void monitoringHearsOfItOnce() {
        var card = card("998906000012", Passed.ARRIVED);
        paid("seen-card", card);
        awaitStage("seen-card", Stage.ARRIVED);

        // Asked for the entry that was written, and for no step on its way.
        assertThat(Watched.MOVEMENTS.stream().filter(it -> it.customer().equals(card.owner())))
                .hasSize(1);
    }

    @Test
    void aCardHasOneCodeForEverAndOnlyItsOwnerGetsIt() {
        var phone = person("998906000013");
        var owner = OperatorsRig.owner(phone);
        var ids = here.bean(TimeOrderedIds.class);
        var card = WatchedCards.link(owner, ids);

        var codes = now(Flux.range(0, 16)
                .flatMap(
                        turn -> (turn % 2 == 0 ? here : there)
                                .bean(NameCard.class)
                                .name(owner, card),
                        16)
                .distinct()
                .collectList());

        assertThat(codes).hasSize(1);
        var stranger = new CustomerId(ids.next(1));
        assertThatThrownBy(() -> now(here.bean(NameCard.class).name(stranger, card)))
                .hasMessageContaining("nobody's");
        var visa = WatchedCards.link(owner, ids, Scheme.VISA);
        assertThatThrownBy(() -> now(here.bean(NameCard.class).name(owner, visa)))
                .hasMessageContaining("UZCARD and HUMO");
        WatchedCards.put(card, CardState.UNLINKED);
        assertThatThrownBy(() -> now(here.bean(NameCard.class).name(owner, card)))
                .hasMessageContaining("Link it again");
    }

    /** People type what is printed on the card. It is nobody's, and is kept nowhere. */
    @Test
    void aCardsNumberIsKeptNowhere() {
        assertThat(no(announce(0, "number-1", "8600490000000000", false))).isEqualTo(Why.PAYEE_UNREADABLE);
        assertThat(now(here.bean(Transactions.class).find(key("number-1")))).isEmpty();
    }
}
