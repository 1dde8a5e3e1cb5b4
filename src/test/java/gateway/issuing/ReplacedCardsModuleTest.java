package gateway.issuing;

import static gateway.issuing.IssuingRig.NAMES;
import static gateway.issuing.IssuingRig.card;
import static gateway.issuing.IssuingRig.hear;
import static gateway.issuing.IssuingRig.here;
import static gateway.issuing.IssuingRig.newTransaction;
import static gateway.issuing.IssuingRig.now;
import static gateway.issuing.IssuingRig.there;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.issuing.IssuingRig.Said;
import gateway.issuing.NetworkMessage.Circumstances;
import gateway.issuing.NetworkMessage.Kind;
import gateway.issuing.OrderCard.Order;
import gateway.shared.ids.ChallengeId;
import gateway.shared.money.Asset;
import gateway.shared.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What goes on when a card takes another's place, and what whoever asks for it twice gets. */
class ReplacedCardsModuleTest {

    private static final String PIN = "84621";

    @BeforeAll
    static void start() {
        IssuingRig.start();
    }

    @AfterAll
    static void stop() {
        IssuingRig.stop();
    }

    private static Reason buys(IssuedCard card, String pin) {
        return hear(here, card, Said.of(Kind.AUTHORISATION, newTransaction(), 1).with(pin));
    }

    private static IssuedCard renewed(IssuedCard card) {
        return now(
                there.bean(OrderCard.class).replace(card.owner(), card.id(), "renew-" + NAMES.incrementAndGet(), true));
    }

    private static IssuedCard pinned() {
        var card = card(1_000);
        return now(here.bean(ChoosePin.class).choose(card.owner(), card.id(), PIN));
    }

    /** Else whoever tries out PINs has three more with each renewal. */
    @Test
    void aLockedPinStaysLockedOnTheRenewedCard() {
        var card = pinned();
        for (int n = 2; n < 5; n++) {
            assertThat(buys(card, "8462" + n)).isEqualTo(Reason.PIN_WRONG);
        }

        var renewed = renewed(card);

        assertThat(renewed.pinState()).isEqualTo("locked");
        assertThat(buys(renewed, PIN)).isEqualTo(Reason.PIN_LOCKED);
        now(here.bean(ChoosePin.class).unblock(renewed.id(), "staff", "called"));
        assertThat(buys(renewed, PIN)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void wrongTriesGoOnCountingAndAnotherNumberHasNone() {
        var card = pinned();
        assertThat(buys(card, "84622")).isEqualTo(Reason.PIN_WRONG);
        assertThat(buys(card, "84623")).isEqualTo(Reason.PIN_WRONG);

        var renewed = renewed(card);
        assertThat(buys(renewed, "84624")).isEqualTo(Reason.PIN_WRONG);
        assertThat(buys(renewed, PIN)).isEqualTo(Reason.PIN_LOCKED);

        var other = now(here.bean(OrderCard.class)
                .replace(renewed.owner(), renewed.id(), "other-" + NAMES.incrementAndGet(), false));
        assertThat(other.pinState()).isEqualTo("not-set");
        now(here.bean(ChoosePin.class).choose(other.owner(), other.id(), "73518"));
        assertThat(buys(other, "73518")).isEqualTo(Reason.APPROVED);
    }

    /** The ids that twelve heard who asked for the same at once, on two nodes. */
    private static Set<String> racing(Function<OrderCard, Mono<IssuedCard>> ask) {
        return now(Flux.range(0, 12)
                .flatMap(n -> patiently(ask.apply((n % 2 == 0 ? here : there).bean(OrderCard.class))), 12)
                .map(card -> card.id().toString())
                .collect(Collectors.toSet()));
    }

    // A busy machine hears of orders of the state late, and then asks to come again.
    private static Mono<IssuedCard> patiently(Mono<IssuedCard> asked) {
        return asked.retryWhen(Retry.fixedDelay(100, Duration.ofMillis(200))
                .filter(no -> no instanceof ProblemException it && it.type().status() == 503));
    }

    @Test
    void whoAsksAgainWhileTheCardIsMadeGetsTheSameOne() {
        var first = card(0);
        var order = new Order(first.owner(), "same-" + NAMES.incrementAndGet(), false, Asset.UZS);

        assertThat(racing(orders -> orders.order(order))).hasSize(1);
        assertThat(racing(orders -> orders.replace(first.owner(), first.id(), "same-new", false)))
                .hasSize(1);
    }

    @Test
    void soDoTheStaffAndWhoRenews() {
        var first = card(0);
        var other = card(0);

        assertThat(racing(orders -> orders.replaceByBank(first.id(), "same-bank", false, "clerk", "stolen data")))
                .hasSize(1);
        assertThat(racing(orders -> orders.replace(other.owner(), other.id(), "same-renewal", true)))
                .hasSize(1);
        assertThat(hear(first, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.CLOSED);
    }

    private static IssuedCard controlled(boolean singleUse, boolean merchantLocked) {
        var card = card(1_000);
        var controls = new Controls(null, List.of(), null, null, null, null, null, singleUse, merchantLocked);
        now(here.bean(ControlIssuedCard.class).put(card.owner(), card.id(), controls));
        return card;
    }

    private static IssuedCard another(IssuedCard card) {
        return now(patiently(there.bean(OrderCard.class)
                .replace(card.owner(), card.id(), "another-" + NAMES.incrementAndGet(), false)));
    }

    private static Reason buysElsewhere(IssuedCard card) {
        var it = Said.of(Kind.AUTHORISATION, newTransaction(), 1).about(card);
        var told = it.circumstances();
        var elsewhere = new NetworkMessage(
                it.kind(),
                it.key(),
                it.fingerprint(),
                it.pan(),
                it.transaction(),
                it.amount(),
                it.replacement(),
                it.approvedElsewhere(),
                it.refund(),
                it.pinBlock(),
                it.printedCode(),
                new Circumstances(told.channel(), told.category(), "400002/ELSE", told.country(), told.expiry()),
                it.answering());
        var answer = new String(now(here.bean(AnswerMessage.class).answer(elsewhere)), StandardCharsets.US_ASCII);
        return Reason.valueOf(answer.split(" ", -1)[0]);
    }

    /** A step back says no merchant, and a new number is no way around. */
    @Test
    void aCardOfOneMerchantStaysTheirsHoweverItIsUsedAndReplaced() {
        var card = controlled(false, true);
        var transaction = newTransaction();
        assertThat(hear(card, Kind.AUTHORISATION, transaction, 10)).isEqualTo(Reason.APPROVED);
        assertThat(buysElsewhere(card)).isEqualTo(Reason.OTHER_MERCHANT);

        assertThat(hear(here, card, Said.of(Kind.REVERSAL, transaction, 10).leaving(4)))
                .isEqualTo(Reason.APPROVED);
        assertThat(buysElsewhere(card)).isEqualTo(Reason.OTHER_MERCHANT);
        assertThat(hear(card, Kind.CLEARING, transaction, 3)).isEqualTo(Reason.APPROVED);
        assertThat(buysElsewhere(card)).isEqualTo(Reason.OTHER_MERCHANT);

        var next = another(card);
        assertThat(buysElsewhere(next)).isEqualTo(Reason.OTHER_MERCHANT);
        assertThat(hear(next, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void aSingleUseIsSpentOnTheNextCardToo() {
        var card = controlled(true, false);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.APPROVED);

        assertThat(hear(another(card), Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.SINGLE_USE_SPENT);
    }

    @Test
    void whoSawTheNumberStandsInItsHistory() {
        var card = card(0);
        var challenge = new ChallengeId(IssuingRig.ids().next(card.owner().shard()));
        now(patiently(here.bean(ShowNumber.class)
                .show(card.owner(), card.id(), challenge, "000000")
                .thenReturn(card)));

        assertThat(now(there.bean(CardHistory.class).of(card).collectList()))
                .first()
                .satisfies(it -> {
                    assertThat(it.action()).isEqualTo("show-number");
                    assertThat(it.actor()).isEqualTo("holder");
                    assertThat(it.who()).isEqualTo(card.owner().toString());
                    assertThat(it.detail()).isEqualTo(challenge.toString());
                });
    }
}
