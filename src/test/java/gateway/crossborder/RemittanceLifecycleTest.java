package gateway.crossborder;

import static gateway.crossborder.RemittanceExamples.NOW;
import static gateway.crossborder.RemittanceExamples.cause;
import static gateway.crossborder.RemittanceExamples.in;
import static gateway.crossborder.RemittanceExamples.usd;
import static gateway.crossborder.RemittanceExamples.uzs;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.Remittance.Cause;
import gateway.crossborder.Remittance.Cause.Kind;
import gateway.crossborder.Remittance.State;
import gateway.crossborder.RemittanceInput.BackPaid;
import gateway.crossborder.RemittanceInput.BackRefused;
import gateway.crossborder.RemittanceInput.Heard;
import gateway.crossborder.RemittanceInput.LookedAt;
import gateway.crossborder.RemittanceInput.Overdue;
import gateway.crossborder.RemittanceInput.Paid;
import gateway.crossborder.RemittanceInput.PaidUnsendable;
import gateway.crossborder.RemittanceInput.PaymentEnded;
import gateway.crossborder.RemittanceInput.RecallWanted;
import gateway.crossborder.RemittanceStep.AlreadyDone;
import gateway.crossborder.RemittanceStep.Contradiction;
import gateway.crossborder.RemittanceStep.Moved;
import gateway.crossborder.RemittanceStep.Rejected;
import gateway.ledger.PostTransfers.Direct;
import gateway.processors.correspondent.News;
import gateway.processors.correspondent.News.Answer;
import gateway.processors.correspondent.News.RecallAnswered;
import gateway.processors.correspondent.News.Returned;
import gateway.processors.correspondent.News.Stage;
import gateway.processors.correspondent.News.Status;
import gateway.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state met by every input. */
class RemittanceLifecycleTest {

    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final String[] COLUMNS = {
        "awaiting", "not-paid", "sent", "accepted", "settled", "credited", "giving-back", "given-back"
    };

    /** A line per input, a word per state; {@code =} nothing new, {@code !} contradiction, {@code x} rejected. */
    private static final String TABLE = """
            paid           sent        =           =           =           =           =           =           =
            unsendable     giving-back =           =           =           =           =           =           =
            payment-ended  not-paid    =           =           =           =           =           =           =
            accepted       !           !           accepted    =           =           =           =           =
            pending        !           !           =           =           =           =           =           =
            settled        !           !           settled     settled     =           =           !           =
            credited       !           !           credited    credited    credited    =           !           =
            rejected       !           !           giving-back giving-back !           !           =           !
            returned       !           !           giving-back giving-back giving-back giving-back !           !
            same-return    !           !           giving-back giving-back giving-back giving-back =           =
            too-much-back  !           !           !           !           !           !           !           !
            other-currency !           !           !           !           !           !           !           !
            recall         x           x           recalled    recalled    recalled    recalled    x           x
            recall-granted !           !           !           !           !           !           !           !
            back-paid      =           =           =           =           =           =           given-back  =
            back-refused   =           =           =           =           =           =           looked      =
            overdue        =           =           looked      looked      =           =           =           =
            looked-at      =           =           =           =           =           =           =           =
            """;

    private static Map<String, RemittanceInput> inputs() {
        var all = new LinkedHashMap<String, RemittanceInput>();
        all.put("paid", new Paid());
        all.put("unsendable", new PaidUnsendable("no link"));
        all.put("payment-ended", new PaymentEnded());
        all.put("accepted", said(Stage.ACCEPTED));
        all.put("pending", said(Stage.PENDING));
        all.put("settled", said(Stage.SETTLED));
        all.put("credited", said(Stage.CREDITED));
        all.put("rejected", said(Stage.REJECTED));
        all.put("returned", back("MSG-2", usd("100")));
        all.put("same-return", back("MSG-1", usd("100")));
        all.put("too-much-back", back("MSG-2", usd("100.01")));
        all.put("other-currency", back("MSG-2", uzs("100")));
        all.put("recall", new RecallWanted());
        all.put("recall-granted", new Heard(answer(Answer.GRANTED)));
        all.put("back-paid", new BackPaid());
        all.put("back-refused", new BackRefused("card closed"));
        all.put("overdue", new Overdue());
        all.put("looked-at", new LookedAt());
        return all;
    }

    static Stream<List<String>> lines() {
        return TABLE.lines().map(line -> List.of(line.trim().split(" +")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void follows(List<String> line) {
        var input = inputs().get(line.getFirst());
        var states = RemittanceExamples.oneOfEach();

        for (int i = 0; i < states.size(); i++) {
            var now = input instanceof Overdue ? states.get(i).finalBy() : LATER;
            var step = RemittanceLifecycle.step(states.get(i), input, now);
            assertThat(word(states.get(i), step))
                    .as("%s in %s", line.getFirst(), COLUMNS[i])
                    .isEqualTo(line.get(i + 1));
        }
    }

    @Test
    void knowsEveryInput() {
        assertThat(lines().map(line -> line.getFirst())).containsExactlyElementsOf(inputs().keySet());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void changesNothingTheSecondTime(List<String> line) {
        var input = inputs().get(line.getFirst());

        for (var state : RemittanceExamples.oneOfEach()) {
            var now = state.finalBy();
            if (RemittanceLifecycle.step(state, input, now) instanceof Moved(var next, var _)
                    && !(input instanceof LookedAt)) {
                assertThat(RemittanceLifecycle.step(next, input, now)).isInstanceOf(AlreadyDone.class);
            }
        }
    }

    /** A payment may wait for a code or for people; the corridor has as long as it promises all the same. */
    @Test
    void whatTheCorridorPromisesCountsFromWhenItIsSent() {
        var waited = NOW.plus(Duration.ofDays(5));

        var moved = (Moved) RemittanceLifecycle.step(in(new State.AwaitingPayment()), new Paid(), waited);

        assertThat(moved.next().finalBy()).isEqualTo(waited.plus(Duration.ofDays(2)));
        assertThat(RemittanceLifecycle.step(moved.next(), new Overdue(), waited.plusSeconds(1)))
                .isEqualTo(new AlreadyDone());
    }

    @Test
    void exchangesWhatWasPaidToTheLastUnit() {
        var moved = (Moved) RemittanceLifecycle.step(in(new State.AwaitingPayment()), new Paid(), LATER);

        assertThat(amounts(moved)).containsExactly(uzs("10000"), uzs("1202122"), uzs("0.05"), usd("100"));
    }

    @Test
    void givesEverythingBackThatWasRejected() {
        var moved = (Moved) RemittanceLifecycle.step(in(new State.Sent(NOW)), said(Stage.REJECTED), LATER);

        assertThat(moved.next().state())
                .isEqualTo(new State.GivingBack(uzs("1212122.05"), new Cause(Kind.REJECTED, "MSG-1", "AC04"), LATER));
        assertThat(amounts(moved)).containsExactly(usd("100"), uzs("1202122"), uzs("0.05"), uzs("10000"));
    }

    @Test
    void keepsTheFeeOfWhatWasDelivered() {
        var moved =
                (Moved) RemittanceLifecycle.step(in(new State.Delivered(NOW, true)), back("MSG-2", usd("100")), LATER);

        assertThat(sum(moved)).isEqualTo(uzs("1202122.05"));
    }

    @Test
    void convertsWhatBanksOnTheWayLeft() {
        var moved = (Moved)
                RemittanceLifecycle.step(in(new State.Delivered(NOW, true)), back("MSG-2", usd("75.01")), LATER);

        assertThat(sum(moved)).isEqualTo(uzs("901711.71"));
        assertThat(amounts(moved)).containsExactly(usd("75.01"), uzs("901711.71"));
    }

    @Test
    void booksWhatBanksKeptOfWhatWasNeverDelivered() {
        var moved = (Moved) RemittanceLifecycle.step(in(new State.Accepted(NOW)), back("MSG-2", usd("75.01")), LATER);

        assertThat(amounts(moved)).containsExactly(usd("75.01"), usd("24.99"), uzs("901711.71"), uzs("10000"));
        assertThat(sum(moved)).isEqualTo(uzs("911711.71"));
    }

    @Test
    void keepsTheFeeWhereTheCustomerWantedItBack() {
        var recalled = ((Moved) RemittanceLifecycle.step(in(new State.Sent(NOW)), new RecallWanted(), LATER)).next();
        var granted = ((Moved) RemittanceLifecycle.step(
                        recalled,
                        new Heard(new RecallAnswered(
                                recalled.uetr(), "MSG-3", LATER, Names.recall(recalled.id()), Answer.GRANTED, null)),
                        LATER))
                .next();

        var moved = (Moved) RemittanceLifecycle.step(granted, back("MSG-4", usd("100")), LATER);

        assertThat(sum(moved)).isEqualTo(uzs("1202122.05"));
    }

    @Test
    void anAnswerToAnotherRecallIsAContradiction() {
        var recalled = ((Moved) RemittanceLifecycle.step(in(new State.Sent(NOW)), new RecallWanted(), LATER)).next();
        var other = new RecallAnswered(recalled.uetr(), "MSG-3", LATER, "CXL-OF-OTHERS", Answer.GRANTED, null);

        assertThat(RemittanceLifecycle.step(recalled, new Heard(other), LATER)).isInstanceOf(Contradiction.class);
    }

    @Test
    void aRecallIsEitherGrantedOrRefused() {
        var recalled = ((Moved) RemittanceLifecycle.step(in(new State.Sent(NOW)), new RecallWanted(), LATER)).next();
        var pending = moved(recalled, Answer.PENDING);
        var refused = moved(pending, Answer.REFUSED);

        assertThat(RemittanceLifecycle.step(refused, answered(refused, Answer.PENDING), LATER))
                .isInstanceOf(AlreadyDone.class);
        assertThat(RemittanceLifecycle.step(refused, answered(refused, Answer.REFUSED), LATER))
                .isInstanceOf(AlreadyDone.class);
        assertThat(RemittanceLifecycle.step(refused, answered(refused, Answer.GRANTED), LATER))
                .isInstanceOf(Contradiction.class);
    }

    @Test
    void whatArrivesAfterSilenceEndsTheLooking() {
        var sent = in(new State.Sent(NOW));
        var looked = ((Moved) RemittanceLifecycle.step(sent, new Overdue(), sent.finalBy())).next();

        var moved = (Moved) RemittanceLifecycle.step(looked, said(Stage.CREDITED), sent.finalBy());

        assertThat(looked.state()).isEqualTo(sent.state());
        assertThat(looked.attention()).isNotNull();
        assertThat(moved.next().attention()).isNull();
    }

    @Test
    void triesAgainWhatTheRailRefused() {
        var giving = in(new State.GivingBack(uzs("5"), cause(Kind.REJECTED), NOW));
        var looked = ((Moved) RemittanceLifecycle.step(giving, new BackRefused("closed"), LATER)).next();

        var again = ((Moved) RemittanceLifecycle.step(looked, new LookedAt(), LATER)).next();

        assertThat(again.state()).isEqualTo(new State.GivingBack(uzs("5"), cause(Kind.REJECTED), NOW, 1));
        assertThat(again.attention()).isNull();
    }

    private static Remittance moved(Remittance it, Answer answer) {
        return ((Moved) RemittanceLifecycle.step(it, answered(it, answer), LATER)).next();
    }

    private static Heard answered(Remittance it, Answer answer) {
        return new Heard(new RecallAnswered(it.uetr(), "MSG-" + answer, LATER, Names.recall(it.id()), answer, null));
    }

    private static Heard said(Stage stage) {
        return new Heard(new Status(in(new State.Sent(NOW)).uetr(), "MSG-1", LATER, stage, "AC04", null));
    }

    private static Heard back(String message, Money sum) {
        var uetr = in(new State.Sent(NOW)).uetr();
        return new Heard(new Returned(uetr, message, LATER, sum, Money.zero(sum.asset()), "AC04", null));
    }

    private static News answer(Answer answer) {
        return new RecallAnswered(in(new State.Sent(NOW)).uetr(), "MSG-9", LATER, "nobody's", answer, null);
    }

    private static Money sum(Moved moved) {
        return ((State.GivingBack) moved.next().state()).sum();
    }

    private static List<Money> amounts(Moved moved) {
        return moved.transfers().stream().map(it -> ((Direct) it).amount()).toList();
    }

    private static String word(Remittance before, RemittanceStep step) {
        return switch (step) {
            case AlreadyDone _ -> "=";
            case Rejected _ -> "x";
            case Contradiction(var next) -> next.state().equals(before.state()) ? "!" : "moved by a contradiction";
            case Moved(var next, var _) when next.recall() != null -> "recalled";
            case Moved(var next, var _) when next.attention() != null -> "looked";
            case Moved(var next, var _) -> RemittanceView.statusOf(next.state()).replace('_', '-');
        };
    }
}
