package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gateway.cards.Scheme;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State;
import gateway.inbound.FundPartner.Paid;
import gateway.ledger.OpenAccount;
import gateway.ledger.OpenAccount.AccountKind;
import gateway.ledger.VerifyBooks;
import gateway.payments.Onward;
import gateway.payments.Onward.Stage;
import gateway.payments.PassOn.Passed;
import gateway.payments.PassingOn;
import gateway.platform.journal.Entry;
import gateway.platform.journal.Entry.Priority;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;
import sandbox.embedded.Stores;

/** What comes from abroad for a card is the wallet's first and is passed on once, whatever the card's rail says. */
class CardArrivalsModuleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long WORTH = 12_000_000;

    private static LiveBooks here;
    private static LiveBooks there;

    /** The module with its way to cards, and rails that say what a test wants. */
    @Configuration(proxyBeanMethods = false)
    @Import({InboundModuleTest.Parts.class, PassArrivalsOn.class, PassingOn.class, ToldRails.class})
    static class Parts {}

    @BeforeAll
    static void start() {
        var database = Stores.database();
        String[] often = {"gateway.inbound.onward.pause=50ms", "gateway.inbound.onward.lease=1s"};
        here = LiveBooks.start(database, Parts.class, often);
        there = LiveBooks.start(database, Parts.class, often);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    private static <T> T now(Mono<T> work) {
        return work.blockOptional(PATIENCE).orElseThrow();
    }

    private static CustomerId customer() {
        var ids = here.bean(TimeOrderedIds.class);
        var id = new CustomerId(ids.next(ids.anyShard()));
        var wallet = new OpenAccount(AccountId.of(id.value(), Asset.UZS), id.value(), Asset.UZS, AccountKind.WALLET);
        now(here.journal().commit(new Entry(id.shard(), Priority.NEW, List.of(wallet))));
        return id;
    }

    private static PartnerId funded(String reference) {
        var ids = here.bean(TimeOrderedIds.class);
        var partner = new PartnerId(ids.next(ids.anyShard()));
        var paid = new Paid(partner, new Money(100_000, Asset.USD), "jpm", reference);
        assertThat(now(here.bean(Funds.class).add(ids.next(0), paid))).isTrue();
        new BookFunds(here.bean(Funds.class), here.journal()).run().block(PATIENCE);
        return partner;
    }

    /** Checked, for a card whose rail says this. */
    private static Arrival checked(String name, Mono<Passed> rail) {
        var ids = here.bean(TimeOrderedIds.class);
        var owner = customer();
        var card = new CardId(ids.next(owner.shard()));
        ToldRails.SAY.put(card, rail);
        var key = new ArrivalKey(funded("FT-" + name), name);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var it = new Arrival(
                key,
                ids.next(key.shard()),
                owner,
                new Into.LinkedCard(card, Scheme.HUMO, Onward.announced(new PaymentId(ids.next(owner.shard())))),
                new Sender("TESTOV IVAN", "4000", "KZ", null, null, "N1"),
                new Money(1_000, Asset.USD),
                new Money(WORTH, Asset.UZS),
                new BigDecimal("120.0000"),
                now,
                now.plus(Duration.ofMinutes(20)),
                new State.Approved(),
                1);
        assertThat(now(here.bean(TakeArrivals.class).keep(it))).isEqualTo(new Told.Is(it));
        assertThat(stored(it)).isEqualTo(it);
        return it;
    }

    private static Arrival confirmed(String name, Mono<Passed> rail) {
        var it = checked(name, rail);
        assertThat(now(there.bean(TakeArrivals.class).confirm(it.key()))).isInstanceOf(Told.Is.class);
        return it;
    }

    private static Arrival stored(Arrival it) {
        return now(there.bean(Arrivals.class).find(it.key())).orElseThrow();
    }

    private static CardId card(Arrival it) {
        return ((Into.LinkedCard) it.into()).card();
    }

    private static Onward onward(Arrival it) {
        return ((Into.LinkedCard) stored(it).into()).onward();
    }

    private static void awaitStage(Arrival it, Stage stage) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(onward(it).stage()).isEqualTo(stage));
    }

    private static long wallet(Arrival it) {
        return now(here.ledger().balance(AccountId.of(it.receiver().value(), Asset.UZS)))
                .posted()
                .minor();
    }

    private static List<String> told(Arrival it) {
        return now(here.bean(DatabaseClient.class)
                .sql("select type from platform.outbox where subject = :id order by version")
                .bind("id", it.id())
                .map(row -> String.valueOf(row.get("type", String.class)))
                .all()
                .collectList());
    }

    private static void assertClean() {
        var report = now(here.bean(VerifyBooks.class).verify());
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void onePaymentTakesItOnAndThePartnerHearsOfTheWallet() {
        var it = confirmed("on-1", Mono.just(Passed.UNDER_WAY));
        var payment = onward(it).payment();
        assertThat(stored(it).state()).isInstanceOf(State.Succeeded.class);
        assertThat(wallet(it)).isEqualTo(WORTH);
        assertClean();

        ToldRails.SAY.put(card(it), Mono.just(Passed.ARRIVED));
        awaitStage(it, Stage.ARRIVED);

        assertThat(wallet(it)).isZero();
        assertThat(ToldRails.payments(card(it))).containsExactly(payment);
        assertThat(payment.shard()).isEqualTo(it.receiver().shard());
        assertThat(told(it)).containsExactly("arrival.completed");
        assertClean();
    }

    @Test
    void theWalletKeepsWhatTheCardRefusesAndTheCustomerIsTold() {
        var it = confirmed("kept-1", Mono.just(Passed.STAYED));
        awaitStage(it, Stage.KEPT);

        assertThat(wallet(it)).isEqualTo(WORTH);
        assertThat(stored(it).state()).isInstanceOf(State.Succeeded.class);
        assertThat(told(it)).containsExactly("arrival.completed", "arrival.kept");
        assertClean();
    }

    @Test
    void whatDidNotReachTheCardIsPassedOnAnewAndArrivesOnce() {
        var it = confirmed("anew-1", Mono.just(Passed.UNDELIVERED));
        await().atMost(PATIENCE).until(() -> !onward(it).undelivered().isEmpty());
        ToldRails.SAY.put(card(it), Mono.just(Passed.ARRIVED));
        awaitStage(it, Stage.ARRIVED);

        assertThat(wallet(it)).isZero();
        assertThat(ToldRails.payments(card(it))).hasSizeBetween(2, Onward.PAYMENTS);
        assertClean();
    }

    @Test
    void aSilentRailIsAskedAgainAndAnUnclearOneIsForPeople() {
        var silent = confirmed("silent-1", Mono.never());
        var unclear = confirmed("unclear-1", Mono.just(Passed.UNCLEAR));
        awaitStage(unclear, Stage.UNCLEAR);
        await().atMost(PATIENCE).until(() -> !ToldRails.payments(card(silent)).isEmpty());
        assertThat(onward(silent).stage()).isEqualTo(Stage.ON_ITS_WAY);

        ToldRails.SAY.put(card(silent), Mono.just(Passed.ARRIVED));
        awaitStage(silent, Stage.ARRIVED);
        assertThat(wallet(unclear)).isEqualTo(WORTH);
        assertClean();
    }

    @Test
    void sixteenConfirmationsPassItOnOnce() {
        var it = checked("once-1", Mono.just(Passed.ARRIVED));

        now(Flux.fromStream(IntStream.range(0, 16).boxed())
                .flatMap(
                        turn -> (turn % 2 == 0 ? here : there)
                                .bean(TakeArrivals.class)
                                .confirm(it.key()),
                        16)
                .filter(Told.Is.class::isInstance)
                .collectList()
                .doOnNext(heard -> assertThat(heard).hasSize(1)));
        awaitStage(it, Stage.ARRIVED);

        assertThat(ToldRails.payments(card(it))).hasSize(1);
        assertThat(wallet(it)).isZero();
        assertClean();
    }

    @Test
    void whatNeverCameIsNeverPassedOn() {
        var it = checked("never-1", Mono.just(Passed.ARRIVED));
        now(here.bean(DatabaseClient.class)
                .sql("update inbound.arrival set expires_at = now() - interval '1 second' where id = :id")
                .bind("id", it.id())
                .fetch()
                .rowsUpdated());
        assertThat(now(here.bean(TakeArrivals.class).confirm(it.key()))).isEqualTo(new Told.Not(No.TOO_LATE));

        assertThat(onward(it)).isEqualTo(((Into.LinkedCard) it.into()).onward());
        assertThat(ToldRails.payments(card(it))).isEmpty();
        assertClean();
    }

    /** The judge is worth what it sees: a payment that moved nothing, and a card that is said to have kept nothing. */
    @Test
    void verifyComparesTheWayWithWhatItMoved() {
        var it = confirmed("lie-1", Mono.just(Passed.STAYED));
        awaitStage(it, Stage.KEPT);
        stage(it, "arrived");
        var report = now(here.bean(VerifyBooks.class).verify());
        assertThat(report.isClean()).isFalse();
        assertThat(report.text()).contains(it.id() + " arrived of " + WORTH + " passed on 0");
        stage(it, "kept");
        assertClean();
    }

    private static void stage(Arrival it, String stage) {
        now(here.bean(DatabaseClient.class)
                .sql("update inbound.arrival set onward = :stage where id = :id")
                .bind("stage", stage)
                .bind("id", it.id())
                .fetch()
                .rowsUpdated());
    }
}
