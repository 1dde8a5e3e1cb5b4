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

import gateway.fraud.Subject;
import gateway.fraud.restrictions.Order;
import gateway.fraud.restrictions.TakeOrders;
import gateway.issuing.IssuingRig.Said;
import gateway.issuing.NetworkMessage.Kind;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.ChallengeId;
import gateway.shared.money.Asset;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Cards of customers whom the state or the bank has stopped, on two nodes. */
class StoppedCardsModuleTest {

    private static final UUID SHOP = UUID.nameUUIDFromBytes("400001/SHOP".getBytes(StandardCharsets.UTF_8));

    @BeforeAll
    static void start() {
        IssuingRig.start();
    }

    @AfterAll
    static void stop() {
        IssuingRig.stop();
    }

    private static String stop(Subject subject) {
        var id = "o-" + UUID.randomUUID();
        var at = Instant.now();
        now(here.bean(TakeOrders.class).place(Order.of(id, subject, "suspected", at, null, at, "{}")));
        return id;
    }

    private static Subject subject(IssuedCard card, Subject.Kind kind) {
        return new Subject(
                kind,
                switch (kind) {
                    case CUSTOMER -> card.owner().value();
                    case CARD -> card.vault().value();
                    case ISSUED_CARD -> card.id().value();
                    case ACCOUNT ->
                        AccountId.of(card.owner().value(), card.asset()).value();
                    case DEVICE -> new UUID(7, 7);
                });
    }

    /** The other node has not heard of it yet: what decides is the entry itself. */
    @ParameterizedTest
    @EnumSource(names = "DEVICE", mode = EnumSource.Mode.EXCLUDE)
    void anOrderOfTheStateStopsTheCardOnEveryNodeAtOnceUntilItIsLifted(Subject.Kind kind) {
        var card = card(1_000);
        var transaction = newTransaction();
        assertThat(hear(card, Kind.AUTHORISATION, transaction, 100)).isEqualTo(Reason.APPROVED);

        var order = stop(subject(card, kind));

        var asked = Said.of(Kind.AUTHORISATION, newTransaction(), 1);
        assertThat(hear(there, card, asked)).isEqualTo(Reason.RESTRICTED_BY_ORDER);
        assertThat(hear(here, card, asked)).isEqualTo(Reason.RESTRICTED_BY_ORDER);
        assertThat(hear(there, card, Said.of(Kind.AUTHORISATION, newTransaction(), 0)))
                .isEqualTo(Reason.RESTRICTED_BY_ORDER);
        assertThat(hear(there, card, Said.of(Kind.INCREMENT, transaction, 1))).isEqualTo(Reason.RESTRICTED_BY_ORDER);
        assertThat(available(card)).isEqualTo(900);
        assertThat(hear(there, card, Said.of(Kind.CLEARING, transaction, 150))).isEqualTo(Reason.APPROVED);
        assertThat(posted(card)).isEqualTo(850);
        assertThat(Reason.RESTRICTED_BY_ORDER.responseCode()).isEqualTo("62");

        assertThat(now(here.bean(TakeOrders.class).evidence(order)).cards())
                .as("each message once, however often it was asked")
                .hasSize(3)
                .allMatch(it -> it.card().equals(card.id().value()))
                .anySatisfy(it -> assertThat(it.message()).isEqualTo(asked.key()))
                .extracting(it -> it.amount().minor())
                .containsExactlyInAnyOrder(1L, 0L, 1L);

        now(here.bean(TakeOrders.class).lift(order, "a mistake"));
        assertThat(hear(there, card, Said.of(Kind.AUTHORISATION, newTransaction(), 1)))
                .isEqualTo(Reason.APPROVED);
    }

    /** Messages are kept for a while, orders and their evidence for longer. */
    @Test
    void aMessageThatWasForgottenIsStoppedAgainAndNotedOnce() {
        var card = card(1_000);
        var order = stop(subject(card, Subject.Kind.CUSTOMER));
        var asked = Said.of(Kind.AUTHORISATION, newTransaction(), 1);
        assertThat(hear(here, card, asked)).isEqualTo(Reason.RESTRICTED_BY_ORDER);
        now(here.bean(DatabaseClient.class)
                .sql("delete from issuing.message where key = :key")
                .bind("key", asked.key())
                .fetch()
                .rowsUpdated());

        assertThat(hear(there, card, asked)).isEqualTo(Reason.RESTRICTED_BY_ORDER);
        assertThat(now(here.bean(TakeOrders.class).evidence(order)).cards()).hasSize(1);
    }

    @Test
    void nothingIsApprovedAfterAnOrderHoweverManyBuyAtThatMoment() {
        var card = card(1_000_000);
        var bought = Flux.range(0, 64)
                .flatMap(
                        n -> say(n % 2 == 0 ? here : there, card, Said.of(Kind.AUTHORISATION, newTransaction(), 10)),
                        8);
        var order = Mono.fromSupplier(() -> stop(subject(card, Subject.Kind.CUSTOMER)))
                .subscribeOn(Schedulers.boundedElastic());

        now(Mono.when(bought, order).thenReturn(true));

        long held = available(card);
        for (var node : List.of(here, there)) {
            assertThat(hear(node, card, Said.of(Kind.AUTHORISATION, newTransaction(), 1)))
                    .isEqualTo(Reason.RESTRICTED_BY_ORDER);
        }
        assertThat(available(card)).isEqualTo(held);
    }

    @Test
    void whomPeopleOfTheBankHaveRestrictedBuysNothingAndIsNotToldWhy() {
        var card = card(1_000);
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 100);
        IssuingControls.RESTRICTED.add(card.owner());

        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.NOT_POSSIBLE);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 0)).isEqualTo(Reason.NOT_POSSIBLE);
        assertThat(hear(card, Kind.INCREMENT, transaction, 1)).isEqualTo(Reason.NOT_POSSIBLE);
        assertThat(Reason.NOT_POSSIBLE.responseCode()).isEqualTo("05");
        var advice = Said.of(Kind.ADVICE, newTransaction(), 10);
        assertThat(hear(here, card, advice)).isEqualTo(Reason.APPROVED);
        assertThat(now(here.bean(DatabaseClient.class)
                        .sql("select judged from issuing.message where key = :key")
                        .bind("key", advice.key())
                        .map(row -> row.get(0, String.class))
                        .one()))
                .isEqualTo("not-possible");
        assertThat(hear(card, Kind.CLEARING, transaction, 100)).isEqualTo(Reason.APPROVED);
        assertThat(posted(card)).isEqualTo(900);
    }

    /** No node's memory has heard of it yet: what decides is the entry itself. */
    @Test
    void aDecisionOfTheBankCountsFromItsCommitOn() {
        var card = card(1_000);
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 100);

        here.bean(DatabaseClient.class)
                .sql("insert into compliance.restricted (shard, customer, case_id, since) values (:s, :c, :c, now())")
                .bind("s", (short) card.owner().shard())
                .bind("c", card.owner().value())
                .then()
                .block();

        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.NOT_POSSIBLE);
        assertThat(hear(there, card, Said.of(Kind.AUTHORISATION, newTransaction(), 0)))
                .isEqualTo(Reason.NOT_POSSIBLE);
        assertThat(hear(there, card, Said.of(Kind.INCREMENT, transaction, 1))).isEqualTo(Reason.NOT_POSSIBLE);
        assertThat(problem(here.bean(OrderCard.class)
                        .order(new OrderCard.Order(card.owner(), "another", false, Asset.UZS))))
                .isEqualTo("CARDS_NOT_POSSIBLE");
        assertThat(hear(card, Kind.CLEARING, transaction, 100)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void whoIsStoppedOrdersAndReplacesNoCardAndSeesNoNumber() {
        var stopped = card(0);
        stop(subject(stopped, Subject.Kind.CUSTOMER));
        var restricted = card(0);
        IssuingControls.RESTRICTED.add(restricted.owner());
        var ordered = card(0);
        stop(subject(ordered, Subject.Kind.ISSUED_CARD));

        assertThat(problems(stopped)).containsOnly("CARDS_RESTRICTED");
        assertThat(problems(restricted)).containsOnly("CARDS_NOT_POSSIBLE");
        // An order against one card says nothing about another one.
        assertThat(problems(ordered)).containsExactly("", "CARDS_RESTRICTED", "CARDS_RESTRICTED", "CARDS_RESTRICTED");
    }

    /** Ordering another one, replacing this one, asking for the code for its number, and showing it. */
    private static Stream<String> problems(IssuedCard card) {
        var orders = here.bean(OrderCard.class);
        var numbers = here.bean(ShowNumber.class);
        var challenge = new ChallengeId(ids().next(card.owner().shard()));
        return Stream.of(
                        orders.order(new OrderCard.Order(card.owner(), "another", false, Asset.UZS)),
                        orders.replace(card.owner(), card.id(), "replaced", false),
                        numbers.challenge(card.owner(), card.id(), "r-1"),
                        numbers.show(card.owner(), card.id(), challenge, "000000"))
                .map(StoppedCardsModuleTest::problem);
    }

    private static String problem(Mono<?> work) {
        return now(work.map(_ -> "")
                .onErrorResume(ProblemException.class, problem -> Mono.just(String.valueOf(problem.type()))));
    }

    @Test
    void monitoringHearsOnceOfWhatIsClearedWithCountryAndCategory() {
        var card = card(1_000);
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 100);
        var cleared = Said.of(Kind.CLEARING, transaction, 120);
        hear(here, card, cleared);
        hear(there, card, cleared);
        hear(here, card, Said.of(Kind.CLEARING, newTransaction(), 30).asRefund());
        hear(here, card, Said.of(Kind.CLEARING, transaction, 7));

        assertThat(now(here.bean(DatabaseClient.class)
                        .sql("""
                            select concat_ws(' ', direction, amount_minor, country, category, counterparty)
                              from compliance.movement
                             where customer = :customer
                             order by amount_minor
                            """)
                        .bind("customer", card.owner().value())
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList()))
                .containsExactly("OUT 7 UZ 5411 " + SHOP, "OUT 120 UZ 5411 " + SHOP);
    }

    /** Its worth is looked up later, by who knows rates. */
    @Test
    void monitoringHearsOfWhatIsClearedInAnotherCurrencyToo() {
        var card = card(1_000);

        hear(card, Said.of(Kind.CLEARING, newTransaction(), 45), Asset.USD);

        assertThat(now(here.bean(DatabaseClient.class)
                        .sql("""
                            select concat_ws(' ', direction, moved_minor, moved_currency, amount_minor is null)
                              from compliance.movement
                             where customer = :customer
                            """)
                        .bind("customer", card.owner().value())
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList()))
                .containsExactly("OUT 45 USD t");
    }
}
