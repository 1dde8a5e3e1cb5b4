package gateway.issuing;

import static gateway.issuing.IssuingRig.card;
import static gateway.issuing.IssuingRig.hear;
import static gateway.issuing.IssuingRig.here;
import static gateway.issuing.IssuingRig.newTransaction;
import static gateway.issuing.IssuingRig.now;
import static gateway.issuing.IssuingRig.say;
import static gateway.issuing.IssuingRig.there;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.Controls.Limit;
import gateway.issuing.Controls.Period;
import gateway.issuing.IssuingRig.Said;
import gateway.issuing.NetworkMessage.Kind;
import gateway.shared.money.Asset;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Limits of cards over windows that move on by themselves, on two nodes. */
class RollingControlsModuleTest {

    @BeforeAll
    static void start() {
        IssuingRig.start();
    }

    @AfterAll
    static void stop() {
        IssuingRig.stop();
    }

    private static void control(IssuedCard card, Limit... limits) {
        var controls = new Controls(null, List.of(limits), null, null, null, null, null, false, false);
        now(here.bean(ControlIssuedCard.class).put(card.owner(), card.id(), controls));
    }

    private static Limit day(@Nullable Long amount, @Nullable Long count) {
        return new Limit(Period.LAST_24_HOURS, amount, count);
    }

    private static Reason buy(IssuedCard card, long amount) {
        return hear(there, card, Said.of(Kind.AUTHORISATION, newTransaction(), amount));
    }

    private static String recent(IssuedCard card) {
        return now(here.bean(DatabaseClient.class)
                .sql("select recent from issuing.chain where id = :id")
                .bind("id", card.chain())
                .map(row -> String.valueOf(row.get("recent", String.class)))
                .one());
    }

    /** As if all that was remembered had been spent so much earlier. */
    private static void age(IssuedCard card, Duration by) {
        var older = RecentUses.parse(recent(card)).uses().stream()
                .map(it -> new RecentUses.Use(it.at().minus(by), it.amount(), it.count()))
                .toList();
        here.bean(DatabaseClient.class)
                .sql("update issuing.chain set recent = :recent where id = :id")
                .bind("recent", new RecentUses(older).text())
                .bind("id", card.chain())
                .then()
                .block();
    }

    @Test
    void theWindowMovesOnByItself() {
        var card = card(10_000);
        control(card, day(1_000L, null));

        assertThat(buy(card, 700)).isEqualTo(Reason.APPROVED);
        assertThat(buy(card, 301)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(buy(card, 300)).isEqualTo(Reason.APPROVED);
        age(card, Duration.ofHours(23));
        assertThat(buy(card, 1)).isEqualTo(Reason.AMOUNT_LIMIT);
        age(card, Duration.ofHours(1));
        assertThat(buy(card, 1_000)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void whatIsCalledOffCountsNoMoreAndWhatIsRaisedCounts() {
        var card = card(10_000);
        control(card, day(1_000L, 2L));
        var transaction = newTransaction();
        assertThat(hear(card, Kind.AUTHORISATION, transaction, 600)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.INCREMENT, transaction, 401)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(hear(card, Kind.INCREMENT, transaction, 400)).isEqualTo(Reason.APPROVED);
        assertThat(buy(card, 1)).isEqualTo(Reason.AMOUNT_LIMIT);

        assertThat(hear(card, Kind.REVERSAL, transaction, 1_000)).isEqualTo(Reason.APPROVED);

        assertThat(buy(card, 1)).isEqualTo(Reason.APPROVED);
        assertThat(buy(card, 999)).isEqualTo(Reason.APPROVED);
        assertThat(recent(card).split(" ", -1)).hasSize(2);
    }

    /** Else a window that is set now would begin empty, whatever was bought an hour ago. */
    @Test
    void aWindowBeginsWithWhatWasSpentBeforeItWasSet() {
        var card = card(10_000);
        assertThat(buy(card, 700)).isEqualTo(Reason.APPROVED);
        var cleared = newTransaction();
        assertThat(hear(card, Kind.AUTHORISATION, cleared, 100)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.CLEARING, cleared, 90)).isEqualTo(Reason.APPROVED);
        var reversed = newTransaction();
        assertThat(hear(card, Kind.AUTHORISATION, reversed, 100)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.REVERSAL, reversed, 100)).isEqualTo(Reason.APPROVED);
        assertThat(recent(card)).as("nobody asked for it").isEmpty();

        control(card, day(1_000L, null));

        assertThat(buy(card, 211)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(buy(card, 210)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void whatWasRaisedBeforeTheWindowWasSetComesBackAsAWhole() {
        var card = card(10_000);
        var transaction = newTransaction();
        assertThat(hear(card, Kind.AUTHORISATION, transaction, 600)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.INCREMENT, transaction, 400)).isEqualTo(Reason.APPROVED);
        control(card, day(1_000L, 1L));
        assertThat(recent(card)).matches("[0-9]+:600:1 [0-9]+:400:0");

        assertThat(hear(card, Kind.REVERSAL, transaction, 1_000)).isEqualTo(Reason.APPROVED);

        assertThat(recent(card)).isEmpty();
        assertThat(buy(card, 1_000)).isEqualTo(Reason.APPROVED);
    }

    /** Ten cents are not ten tiyin: what was cleared in other money counts as it was approved, as for every limit. */
    @Test
    void whatWasClearedInOtherMoneyCountsAsItWasApproved() {
        var card = card(10_000);
        var transaction = newTransaction();
        assertThat(hear(card, Kind.AUTHORISATION, transaction, 700)).isEqualTo(Reason.APPROVED);
        hear(card, Said.of(Kind.CLEARING, transaction, 10), Asset.USD);

        control(card, day(1_000L, null), new Limit(Period.DAY, 2_000L, null));

        assertThat(buy(card, 301)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(buy(card, 300)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void whatWasApprovedInOtherMoneyCountsAsItWasTakenInTheCardsOwn() {
        var card = card(10_000);
        var transaction = newTransaction();
        assertThat(hear(card, Said.of(Kind.ADVICE, transaction, 10), Asset.USD)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.CLEARING, transaction, 700)).isEqualTo(Reason.APPROVED);

        control(card, day(1_000L, 2L));

        assertThat(recent(card)).matches("[0-9]+:700:1");
        assertThat(buy(card, 301)).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(buy(card, 300)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void anotherLimitForgetsNothingAndNoneForgetsAll() {
        var card = card(10_000);
        control(card, day(1_000L, null));
        assertThat(buy(card, 700)).isEqualTo(Reason.APPROVED);
        var before = recent(card);

        control(card, day(800L, null));
        assertThat(recent(card)).isEqualTo(before).isNotEmpty();
        assertThat(buy(card, 101)).isEqualTo(Reason.AMOUNT_LIMIT);
        control(card, new Limit(Period.DAY, 1_000L, null));
        assertThat(recent(card)).isEmpty();
        assertThat(buy(card, 101)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void howeverManyBuyAtOnceItIsExact() {
        var card = card(100_000);
        control(card, day(null, 5L));

        var said = Flux.range(0, 64)
                .flatMap(
                        n -> say(n % 2 == 0 ? here : there, card, Said.of(Kind.AUTHORISATION, newTransaction(), 10)), 8)
                .collectList()
                .blockOptional()
                .orElseThrow();

        assertThat(said).filteredOn(it -> it.startsWith("APPROVED")).hasSize(5);
        assertThat(said).filteredOn(it -> it.startsWith("COUNT_LIMIT")).hasSize(59);
    }
}
