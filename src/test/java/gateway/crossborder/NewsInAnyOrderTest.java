package gateway.crossborder;

import static gateway.crossborder.RemittanceExamples.NOW;
import static gateway.crossborder.RemittanceExamples.in;
import static gateway.crossborder.RemittanceExamples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.crossborder.Remittance.State;
import gateway.crossborder.RemittanceInput.BackPaid;
import gateway.crossborder.RemittanceInput.Heard;
import gateway.crossborder.RemittanceInput.Overdue;
import gateway.crossborder.RemittanceInput.RecallWanted;
import gateway.crossborder.RemittanceStep.AlreadyDone;
import gateway.crossborder.RemittanceStep.Contradiction;
import gateway.crossborder.RemittanceStep.Moved;
import gateway.crossborder.RemittanceStep.Rejected;
import gateway.ledger.PostTransfers.Direct;
import gateway.processors.correspondent.News.Returned;
import gateway.processors.correspondent.News.Stage;
import gateway.processors.correspondent.News.Status;
import gateway.shared.EveryOrder;
import gateway.shared.ids.AccountId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A correspondent's news of one remittance, in every order and again: what moves does so once, and nothing is lost. */
class NewsInAnyOrderTest {

    private static final RemittanceInput ACCEPTED = said(Stage.ACCEPTED);
    private static final RemittanceInput PENDING = said(Stage.PENDING);
    private static final RemittanceInput SETTLED = said(Stage.SETTLED);
    private static final RemittanceInput CREDITED = said(Stage.CREDITED);
    private static final RemittanceInput REJECTED = said(Stage.REJECTED);
    private static final RemittanceInput RETURNED = back();
    private static final RemittanceInput RECALL = new RecallWanted();
    private static final RemittanceInput BACK_PAID = new BackPaid();
    private static final RemittanceInput OVERDUE = new Overdue();

    /** The remittance as it is here, what moved, and how often somebody has to look. */
    private static final class Told {

        private final Set<Object> posted = new HashSet<>();
        private final Map<AccountId, Long> balances = new HashMap<>();
        private Remittance it = in(new State.Sent(NOW));
        private Instant now = NOW;
        private int turns;
        private int contradictions;

        Told hear(List<RemittanceInput> news) {
            news.forEach(this::hear);
            return this;
        }

        private void hear(RemittanceInput input) {
            now = input instanceof Overdue && now.isBefore(it.finalBy()) ? it.finalBy() : now.plusSeconds(1);
            switch (RemittanceLifecycle.step(it, input, now)) {
                case Moved(var next, var transfers) -> {
                    assertThat(next.version()).isEqualTo(it.version() + 1);
                    transfers.forEach(transfer -> post((Direct) transfer));
                    turns += transfers.isEmpty() ? 0 : 1;
                    it = next;
                }
                case Contradiction(var next) -> {
                    assertThat(next.state()).isEqualTo(it.state());
                    contradictions++;
                    it = next;
                }
                case AlreadyDone _, Rejected _ -> {}
            }
        }

        private void post(Direct transfer) {
            assertThat(posted.add(transfer.id())).as("%s twice", transfer).isTrue();
            balances.merge(transfer.debit(), -transfer.amount().minor(), Long::sum);
            balances.merge(transfer.credit(), transfer.amount().minor(), Long::sum);
        }

        String status() {
            return RemittanceView.statusOf(it.state());
        }

        /** Of the dollars that it owed when it was sent. */
        long stillOwed() {
            var owed = gateway.ledger.SystemAccounts.correspondent(it.correspondent(), Asset.USD, it.shard());
            return usd("100").minor() + balances.getOrDefault(owed, 0L);
        }
    }

    private static Stream<List<RemittanceInput>> orders(RemittanceInput... news) {
        return EveryOrder.of(List.of(news)).stream();
    }

    static Stream<List<RemittanceInput>> deliveries() {
        return Stream.of(
                        orders(ACCEPTED, PENDING, SETTLED, CREDITED, CREDITED),
                        orders(ACCEPTED, ACCEPTED, SETTLED, CREDITED, RECALL),
                        orders(ACCEPTED, SETTLED, CREDITED, BACK_PAID, OVERDUE))
                .flatMap(it -> it);
    }

    static Stream<List<RemittanceInput>> rejections() {
        return Stream.of(
                        orders(ACCEPTED, PENDING, REJECTED, REJECTED, RECALL),
                        orders(ACCEPTED, PENDING, REJECTED, BACK_PAID, OVERDUE))
                .flatMap(it -> it);
    }

    static Stream<List<RemittanceInput>> returns() {
        return Stream.of(
                        orders(ACCEPTED, SETTLED, CREDITED, RETURNED, RETURNED),
                        orders(ACCEPTED, SETTLED, RETURNED, RECALL, OVERDUE),
                        orders(SETTLED, RETURNED, REJECTED, BACK_PAID, BACK_PAID))
                .flatMap(it -> it);
    }

    static Stream<List<RemittanceInput>> all() {
        return Stream.of(deliveries(), rejections(), returns()).flatMap(it -> it);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void allOrdersOfADeliveryAreCreditedOnce(List<RemittanceInput> news) {
        var told = new Told().hear(news);

        assertThat(told.status()).isEqualTo("credited");
        assertThat(told.turns).isEqualTo(1);
        assertThat(told.contradictions).isZero();
        assertThat(told.stillOwed()).isZero();
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void allOrdersOfARejectionGiveItBackOnce(List<RemittanceInput> news) {
        var told = new Told().hear(news).hear(List.of(BACK_PAID));

        assertThat(told.status()).isEqualTo("given_back");
        assertThat(told.turns).isEqualTo(1);
        assertThat(told.contradictions).isZero();
        assertThat(told.stillOwed()).isZero();
    }

    @ParameterizedTest
    @MethodSource("returns")
    void allOrdersOfAReturnGiveItBackOnceAndPeopleSeeWhatCannotBeTrue(List<RemittanceInput> news) {
        var told = new Told().hear(news).hear(List.of(BACK_PAID));

        assertThat(told.status()).isEqualTo("given_back");
        assertThat(told.turns).as("what was delivered was settled before").isBetween(1, 2);
        assertThat(told.stillOwed()).isZero();
        if (!news.contains(REJECTED)) {
            // Who hears of the return first is told too late that it had been delivered.
            boolean overtaken = news.indexOf(RETURNED) < news.lastIndexOf(SETTLED);
            assertThat(told.contradictions > 0).isEqualTo(told.turns == 1 && overtaken);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRepeatOfAllNewsChangesNothing(List<RemittanceInput> news) {
        var once = new Told().hear(news);

        var twice = new Told().hear(EveryOrder.doubled(news));

        assertThat(twice.it.state().getClass()).isEqualTo(once.it.state().getClass());
        assertThat(twice.posted).isEqualTo(once.posted);
        assertThat(twice.balances).isEqualTo(once.balances);
    }

    private static RemittanceInput said(Stage stage) {
        return new Heard(new Status(in(new State.Sent(NOW)).uetr(), "MSG-" + stage, NOW, stage, "AC04", null));
    }

    private static RemittanceInput back() {
        return new Heard(new Returned(
                in(new State.Sent(NOW)).uetr(), "MSG-BACK", NOW, usd("100"), Money.zero(Asset.USD), "AC04", null));
    }
}
