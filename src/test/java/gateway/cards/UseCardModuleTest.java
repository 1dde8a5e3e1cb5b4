package gateway.cards;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.UseCard.CardRefusal;
import gateway.platform.journal.Locked;
import gateway.platform.journal.PartWriter.Batch;
import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether a payment may use a card, decided under the lock of its commit. */
class UseCardModuleTest {

    private CardsFixture cards;
    private UseCardWriter writer;
    private ControlCard control;
    private CustomerId owner;

    @BeforeEach
    void start() {
        cards = new CardsFixture();
        writer = cards.get(UseCardWriter.class);
        control = cards.get(ControlCard.class);
        owner = cards.customer();
    }

    @AfterEach
    void stop() {
        cards.close();
    }

    @Test
    void letsTheOwnerUseALinkedCard() {
        var card = cards.linked(owner, Numbers.visa(1));

        assertThat(use(new UseCard(card.id(), owner))).isNull();
    }

    @Test
    void refusesInOrderOfPrecedence() {
        var frozen = cards.linked(owner, Numbers.visa(1));
        var unlinked = cards.linked(owner, Numbers.visa(2));
        control.freeze(owner, frozen.id()).block();
        control.unlink(owner, unlinked.id()).block();
        var stranger = cards.customer("998907654321");
        var recipient = cards.get(Cards.class).recipient(Numbers.visa(3)).block();
        var unknown = new CardId(new TimeOrderedIds(cards.clock, new Random(1)).next(3));

        assertThat(use(new UseCard(unknown, owner))).isEqualTo(CardRefusal.NOT_FOUND);
        assertThat(use(new UseCard(recipient.id(), owner))).isEqualTo(CardRefusal.NOT_FOUND);
        assertThat(use(new UseCard(frozen.id(), stranger))).isEqualTo(CardRefusal.NOT_FOUND);
        assertThat(use(new UseCard(unlinked.id(), owner))).isEqualTo(CardRefusal.UNLINKED);
        assertThat(use(new UseCard(frozen.id(), owner))).isEqualTo(CardRefusal.FROZEN);
    }

    @Test
    void refusesAnExpiredCardFromTheNextMonthOn() {
        var card = cards.linked(owner, Numbers.visa(1));

        cards.clock.forward(Duration.between(CardsFixture.START, java.time.Instant.parse("2028-05-31T18:59:59Z")));
        assertThat(use(new UseCard(card.id(), owner))).isNull();
        cards.clock.forward(Duration.ofSeconds(1));
        assertThat(use(new UseCard(card.id(), owner))).isEqualTo(CardRefusal.EXPIRED);
    }

    @Test
    void decidesEachPartOfABatchOfManyCards() {
        var parts = new ArrayList<UseCard>();
        var expected = new ArrayList<@Nullable CardRefusal>();
        for (int n = 0; n < 60; n++) {
            var customer = cards.customer("99890%07d".formatted(n));
            var card = cards.linked(customer, Numbers.visa(n));
            if (n % 3 == 0) {
                control.freeze(customer, card.id()).block();
            }
            for (int i = 0; i <= n % 4; i++) {
                parts.add(new UseCard(card.id(), customer));
                expected.add(n % 3 == 0 ? CardRefusal.FROZEN : null);
            }
        }

        var decided = useAll(parts);

        assertThat(decided).isEqualTo(expected);
    }

    @Test
    void writesNothing() {
        var card = cards.linked(owner, Numbers.visa(1));

        assertThat(writer.writes()).isEmpty();
        assertThat(locked(List.of(new UseCard(card.id(), owner))).block().rows())
                .isEmpty();
    }

    @Test
    void aFreezeWaitsForAPaymentThatIsBeingOpened() {
        var card = cards.linked(owner, Numbers.visa(1));
        var frozen = new AtomicBoolean();
        var connection = Mono.from(cards.connections.create()).block();
        Mono.from(connection.beginTransaction()).block();
        Locked.by(writer, connection, List.of(new UseCard(card.id(), owner))).block();

        var freezing = control.freeze(owner, card.id())
                .doOnSuccess(_ -> frozen.set(true))
                .toFuture();
        awaitALockWait();

        assertThat(frozen).isFalse();
        Mono.from(connection.commitTransaction())
                .then(Mono.from(connection.close()))
                .block();
        assertThat(freezing.join().state()).isEqualTo(CardState.FROZEN);
    }

    @Test
    void aPaymentThatWaitedForAFreezeSeesIt() {
        var card = cards.linked(owner, Numbers.visa(1));
        var connection = Mono.from(cards.connections.create()).block();
        Mono.from(connection.beginTransaction()).block();
        execute(connection, "select 1 from cards.card for update");
        execute(connection, "update cards.card set state = 'frozen'");

        var opening = Mono.fromSupplier(() -> use(new UseCard(card.id(), owner)))
                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
                .toFuture();
        awaitALockWait();
        Mono.from(connection.commitTransaction())
                .then(Mono.from(connection.close()))
                .block();

        assertThat(opening.join()).isEqualTo(CardRefusal.FROZEN);
    }

    @Test
    void doesNotWaitForARewrapOfTheSameCard() {
        var card = cards.linked(owner, Numbers.visa(1));
        var connection = Mono.from(cards.connections.create()).block();
        Mono.from(connection.beginTransaction()).block();
        execute(connection, "update cards.card set key_version = key_version");

        assertThat(use(new UseCard(card.id(), owner))).isNull();
        Mono.from(connection.rollbackTransaction())
                .then(Mono.from(connection.close()))
                .block();
    }

    @Test
    void opensNoPaymentAfterAFreezeWasAnswered() {
        var card = cards.linked(owner, Numbers.visa(1));
        var part = new UseCard(card.id(), owner);
        var frozen = new AtomicBoolean();
        var stop = new AtomicBoolean();
        var wrong = new AtomicInteger();
        var opened = new AtomicInteger();

        var payer = pay(part, frozen, wrong, opened)
                .repeat(() -> !stop.get())
                .then()
                .toFuture();
        for (int round = 0; round < 15; round++) {
            int before = opened.get();
            cards.query("select 1")
                    .filter(_ -> opened.get() > before)
                    .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(5)))
                    .block(Duration.ofSeconds(20));
            control.freeze(owner, card.id()).block();
            frozen.set(true);
            assertThat(use(part)).isEqualTo(CardRefusal.FROZEN);
            frozen.set(false);
            control.unfreeze(owner, card.id()).block();
        }
        stop.set(true);
        payer.join();

        assertThat(opened.get()).isGreaterThanOrEqualTo(15);
        assertThat(wrong).hasValue(0);
    }

    // A payment that was allowed must never find, still before its commit, that the owner has been told of a freeze.
    private Mono<Void> pay(UseCard part, AtomicBoolean frozen, AtomicInteger wrong, AtomicInteger opened) {
        return Mono.usingWhen(
                cards.connections.create(),
                connection -> Mono.from(connection.beginTransaction())
                        .then(Mono.defer(() -> Locked.by(writer, connection, List.of(part))))
                        .filter(batch -> batch.check(part) == null)
                        .delayElement(Duration.ofMillis(20))
                        .doOnNext(_ -> opened.incrementAndGet())
                        .doOnNext(_ -> wrong.addAndGet(frozen.get() ? 1 : 0))
                        .then(),
                connection -> Mono.from(connection.commitTransaction()).then(Mono.from(connection.close())));
    }

    private @Nullable CardRefusal use(UseCard part) {
        return useAll(List.of(part)).getFirst();
    }

    private List<@Nullable CardRefusal> useAll(List<UseCard> parts) {
        var batch = locked(parts).block();
        var decided = new ArrayList<@Nullable CardRefusal>();
        parts.forEach(part -> decided.add((CardRefusal) batch.check(part)));
        return decided;
    }

    private Mono<Batch<UseCard>> locked(List<UseCard> parts) {
        return Mono.usingWhen(
                cards.connections.create(),
                connection -> Mono.from(connection.beginTransaction()).then(Locked.by(writer, connection, parts)),
                connection -> Mono.from(connection.commitTransaction()).then(Mono.from(connection.close())));
    }

    private static void execute(Connection connection, String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.map((row, _) -> 1))
                .onErrorResume(IllegalStateException.class, _ -> Mono.empty())
                .blockLast();
    }

    private void awaitALockWait() {
        cards.query("select count(*) from pg_locks join pg_stat_activity using (pid)"
                        + " where not granted and datname = current_database()")
                .map(List::getFirst)
                .filter(waiting -> !waiting.equals("0"))
                .repeatWhenEmpty(400, tries -> tries.delayElements(Duration.ofMillis(25)))
                .block(Duration.ofSeconds(20));
    }
}
