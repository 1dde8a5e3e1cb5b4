package gateway.cards;

import static gateway.cards.CardProblem.CARD_NOT_FOUND;
import static gateway.cards.CardProblem.PAN_INVALID;
import static gateway.cards.CardProblem.SCHEME_UNKNOWN;
import static gateway.cards.FakeRegistrar.RIGHT_CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.shared.ids.CardId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.problems.ProblemException;
import gateway.shared.problems.ProblemType;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Numbers come back to the rails, only from their own row, and through every change of keys. */
class VaultModuleTest {

    private CardsFixture cards;
    private CustomerId owner;

    @BeforeEach
    void start() {
        cards = new CardsFixture();
        owner = cards.customer();
    }

    @AfterEach
    void stop() {
        cards.close();
    }

    @Test
    void opensACardWithoutItsDatabaseWhenItWasUsedLately() {
        var vault = cards.get(CardVault.class);
        var card = cards.linked(owner, Numbers.visa(1));
        var details = vault.open(card.id()).block();
        cards.sql("delete from cards.card");

        assertThat(vault.open(card.id()).block()).isEqualTo(details);
    }

    @Test
    void knowsNoCardThatIsNotThere() {
        var unknown = new CardId(new TimeOrderedIds(cards.clock, new Random(1)).next(3));

        refuses(cards.get(CardVault.class).open(unknown), CARD_NOT_FOUND);
        refuses(cards.get(Cards.class).ownedBy(owner, unknown), CARD_NOT_FOUND);
    }

    @Test
    void tellsACardToItsOwnerOnly() {
        var card = cards.linked(owner, Numbers.visa(1));
        var stranger = cards.customer("998907654321");
        var known = cards.get(Cards.class);

        for (int i = 0; i < 2; i++) {
            assertThat(known.ownedBy(owner, card.id()).block())
                    .isEqualTo(new CardSummary(card.id(), owner, Scheme.VISA, card.masked()));
            refuses(known.ownedBy(stranger, card.id()), CARD_NOT_FOUND);
        }
    }

    @Test
    void givesARecipientsNumberOneIdWhoeverAsks() {
        var known = cards.get(Cards.class);

        var ids = Flux.range(0, 30)
                .flatMap(_ -> known.recipient(Numbers.humo(5)), 30)
                .distinct()
                .collectList()
                .block();
        cards.restart(CardsFixture.keys(1, 1));
        var later = cards.get(Cards.class).recipient(Numbers.humo(5)).block();

        assertThat(ids).containsExactly(later);
        assertThat(later.owner()).isNull();
        assertThat(later.scheme()).isEqualTo(Scheme.HUMO);
        assertThat(cards.get(CardVault.class).open(later.id()).block())
                .isEqualTo(new CardDetails(later.id(), Scheme.HUMO, Numbers.pan(Numbers.humo(5)), null, null));
        refuses(known.ownedBy(owner, later.id()), CARD_NOT_FOUND);
    }

    @Test
    void spreadsRecipientsOverShards() {
        var known = cards.get(Cards.class);

        var shards = Flux.range(0, 100)
                .concatMap(n -> known.recipient(Numbers.uzcard(n)))
                .map(card -> card.id().shard())
                .distinct()
                .count()
                .block();

        assertThat(shards).isGreaterThan(8);
        assertThat(cards.sql("select count(*) from cards.card")).containsExactly("100");
    }

    @Test
    void refusesARecipientThatIsNoCard() {
        refuses(cards.get(Cards.class).recipient("8600 1234"), PAN_INVALID);
        refuses(cards.get(Cards.class).recipient(Numbers.complete("510000000000000")), SCHEME_UNKNOWN);
        assertThat(cards.sql("select count(*) from cards.card")).containsExactly("0");
    }

    @Test
    void keepsTheNumberButNotTheTokenOfAnUnlinkedCard() {
        var sent = cards.codeSent(owner, Numbers.uzcard(1));
        var card = cards.get(ConfirmCard.class)
                .confirm(owner, sent.id(), RIGHT_CODE)
                .block();
        var vault = cards.get(CardVault.class);
        assertThat(vault.open(card.id()).block().railToken()).isEqualTo("TOKEN-0001");

        cards.get(ControlCard.class).unlink(owner, card.id()).block();

        var details = vault.open(card.id()).block();
        assertThat(details.railToken()).isNull();
        assertThat(details.pan()).isEqualTo(Numbers.pan(Numbers.uzcard(1)));
        assertThat(cards.get(ControlCard.class).list(owner).collectList().block())
                .isEmpty();
    }

    @Test
    void opensNoRowWhoseContentsAreAnotherRows() {
        var mine = cards.linked(owner, Numbers.visa(1));
        var theirs = cards.linked(cards.customer("998907654321"), Numbers.visa(2));
        cards.sql("update cards.card a set pan = b.pan from cards.card b where a.id <> b.id");

        fails(mine.id());
        fails(theirs.id());
    }

    @Test
    void opensNoRowThatIsACopyOfAnother() {
        var mine = cards.linked(owner, Numbers.visa(1));
        cards.linked(cards.customer("998907654321"), Numbers.visa(2));
        cards.sql("update cards.card a set pan = b.pan, data_key = b.data_key, expiry = b.expiry"
                + " from cards.card b where a.id <> b.id");

        fails(mine.id());
    }

    @Test
    void opensNoRowWhoseColumnsWereSwapped() {
        var mine = cards.linked(owner, Numbers.visa(1));
        cards.sql("update cards.card set pan = expiry, expiry = pan");

        fails(mine.id());
    }

    @Test
    void rotatesKeysWithoutAFailedRead() {
        var opened = new HashMap<CardId, CardDetails>();
        for (int n = 0; n < 700; n++) {
            var summary = cards.get(Cards.class).recipient(Numbers.visa(n)).block();
            opened.put(
                    summary.id(), cards.get(CardVault.class).open(summary.id()).block());
        }
        cards.restart(rotating());
        var vault = cards.get(CardVault.class);
        var rewrap = cards.get(RewrapCards.class);
        assertThat(rewrap.left().block()).isEqualTo(700);

        var done = new AtomicBoolean();
        var read = new AtomicInteger();
        var readers = Flux.defer(() -> Flux.fromIterable(opened.values()))
                .flatMap(
                        before -> vault.open(before.id())
                                .doOnNext(now -> assertThat(now).isEqualTo(before)),
                        4)
                .doOnNext(_ -> read.incrementAndGet())
                .repeat(() -> !done.get())
                .then()
                .toFuture();
        var moved = Mono.zip(rewrap.run(), rewrap.run(), Math::addExact).block()
                + rewrap.run().block();
        done.set(true);
        readers.join();

        assertThat(moved).isEqualTo(700);
        assertThat(read.get()).isGreaterThanOrEqualTo(700);
        assertThat(rewrap.left().block()).isZero();
        assertThat(rewrap.run().block()).isZero();
        assertThat(cards.sql("select distinct key_version from cards.card")).containsExactly("2");
        cards.restart(CardsFixture.keys(2, 2));
        assertThat(Flux.fromIterable(opened.keySet())
                        .flatMap(id -> cards.get(CardVault.class).open(id), 4)
                        .collectMap(CardDetails::id)
                        .block())
                .isEqualTo(opened);
    }

    @Test
    void findsRecipientsAndRegistrationsUnderANewKeyToo() {
        var before = cards.get(Cards.class).recipient(Numbers.visa(1)).block();
        var sent = cards.codeSent(owner, Numbers.uzcard(1));
        cards.restart(rotating());

        assertThat(cards.get(Cards.class).recipient(Numbers.visa(1)).block()).isEqualTo(before);
        assertThat(cards.get(RewrapCards.class).left().block()).isEqualTo(2);
        assertThat(cards.get(ConfirmCard.class)
                        .confirm(owner, sent.id(), RIGHT_CODE)
                        .block())
                .isNotNull();
        assertThat(cards.get(RewrapCards.class).left().block()).isEqualTo(1);
    }

    @Test
    void saysWhichKeyIsMissing() {
        var card = cards.linked(owner, Numbers.visa(1));
        cards.restart(CardsFixture.keys(2, 2));

        assertThatThrownBy(() -> cards.get(CardVault.class).open(card.id()).block())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 1");
    }

    @Test
    void opensInMicroseconds() {
        var vault = cards.get(CardVault.class);
        var card = cards.linked(owner, Numbers.visa(1));
        for (int i = 0; i < 20_000; i++) {
            vault.open(card.id()).block();
        }

        long began = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            vault.open(card.id()).block();
        }
        long nanos = (System.nanoTime() - began) / 20_000;

        // Ten are promised and 2.3 of CPU measured once compiled; the rest is room for a busy machine and a cold one.
        assertThat(nanos).isLessThan(200_000);
    }

    private static Map<String, Object> rotating() {
        var properties = CardsFixture.keys(2, 1, 2);
        properties.put("gateway.cards.rows-in-memory", 0);
        return properties;
    }

    private void fails(CardId card) {
        StepVerifier.create(cards.get(CardVault.class).open(card)).verifyError(IllegalStateException.class);
    }

    private static void refuses(Mono<?> attempt, ProblemType expected) {
        StepVerifier.create(attempt)
                .verifyErrorSatisfies(thrown -> assertThat(thrown)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                problem -> assertThat(problem.type()).isEqualTo(expected)));
    }
}
