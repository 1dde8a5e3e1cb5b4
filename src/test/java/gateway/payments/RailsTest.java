package gateway.payments;

import static gateway.payments.Examples.ATTEMPT;
import static gateway.payments.Examples.CREDIT;
import static gateway.payments.Examples.SETTLED;
import static gateway.payments.Examples.cardToCard;
import static gateway.payments.Examples.cardToMerchant;
import static gateway.payments.Examples.walletToCard;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.cards.Scheme;
import gateway.payments.Payment.Attempt;
import gateway.payments.Payment.State;
import gateway.processors.Leg;
import gateway.processors.LegRequest;
import gateway.processors.MessageIdentity;
import gateway.processors.Outcome;
import gateway.processors.Processor;
import gateway.processors.Processors;
import gateway.processors.Reversal;
import gateway.processors.TestRails;
import gateway.routing.Candidate;
import gateway.routing.Routing;
import gateway.shared.ids.RefundId;
import gateway.shared.money.Money;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Which rails must have room before a payment is begun, and which need not. */
class RailsTest {

    private static final State DEBITING = new State.Debiting(ATTEMPT);
    private static final State CREDITING = new State.Crediting(SETTLED, CREDIT);

    private final Set<Scheme> full = EnumSet.noneOf(Scheme.class);
    private final Processors processors =
            TestRails.guarded(new Rail("uzcard", Scheme.UZCARD), new Rail("humo", Scheme.HUMO));
    private final Rails rails = new Rails(routing(), processors, settings());

    @Test
    void aCardPaysWhereItsRailHasRoom() {
        assertThat(first(cardToMerchant(DEBITING))).contains("uzcard");
        assertThat(first(cardToCard(DEBITING))).contains("uzcard");

        full.add(Scheme.UZCARD);

        assertThat(first(cardToMerchant(DEBITING))).isEmpty();
        assertThat(first(cardToCard(DEBITING))).isEmpty();
    }

    @Test
    void noCardIsDebitedForACreditThatNoRailHasRoomFor() {
        full.add(Scheme.HUMO);

        assertThat(first(cardToCard(DEBITING))).isEmpty();
        assertThat(first(cardToMerchant(DEBITING))).contains("uzcard");
    }

    /** Room or not: whoever pays hears that it is too much, not that they should come again. */
    @Test
    void aCardIsCreditedNoMoreThanSomeRailOfItsNetworkTakes() {
        var little = new Rail("humo", Scheme.HUMO) {
            @Override
            public boolean takes(LegRequest.Kind kind, Money amount) {
                return kind != LegRequest.Kind.CREDIT;
            }
        };
        var alone = new Rails(routing(), TestRails.guarded(little), settings());
        var oneOfTwo = TestRails.guarded(little, new Rail("humo-2", Scheme.HUMO));
        full.add(Scheme.HUMO);

        assertThat(alone.couldBeCredited(cardToCard(DEBITING))).isFalse();
        assertThat(alone.couldBeCredited(cardToMerchant(DEBITING))).isTrue();
        assertThat(new Rails(routing(), oneOfTwo, settings()).couldBeCredited(walletToCard(CREDITING)))
                .isTrue();
        assertThat(new Rails(routing(), TestRails.guarded(), settings()).couldBeCredited(cardToCard(DEBITING)))
                .as("nobody serves it now, which may change")
                .isTrue();
    }

    @Test
    void aWalletPaysACardWhereItsRailHasRoom() {
        assertThat(first(walletToCard(CREDITING))).contains("humo");

        full.add(Scheme.HUMO);

        assertThat(first(walletToCard(CREDITING))).isEmpty();
    }

    @Test
    void theCreditAfterADebitIsSentAlsoWhereThereIsNoRoom() {
        assertThat(name(rails.prepareCredit(cardToCard(DEBITING)))).contains("humo");

        full.add(Scheme.HUMO);

        assertThat(name(rails.prepareCredit(cardToCard(DEBITING)))).contains("humo");
        assertThat(name(rails.prepareCredit(cardToMerchant(DEBITING)))).isEmpty();
    }

    @Test
    void aRailThatGivesBackNoPartIsAskedForNone() {
        var whole = TestRails.guarded(new Rail("uzcard", Scheme.UZCARD) {
            @Override
            public boolean refundsInPart() {
                return false;
            }
        });
        var paid = cardToMerchant(new State.Completed(SETTLED, null, Examples.NOW));
        var part = new Money(1, paid.amount().asset());

        assertThat(rails.givesBack(paid, part)).isTrue();
        assertThat(new Rails(routing(), whole, settings()).givesBack(paid, part))
                .isFalse();
        assertThat(new Rails(routing(), whole, settings()).givesBack(paid, paid.debited()))
                .isTrue();
    }

    /** The best of a scheme may be another one by now; it does not know what the refund gives back. */
    @Test
    void aRefundGoesToTheProcessorThatTookTheDebitOrToNone() {
        var two = TestRails.guarded(new Rail("better", Scheme.UZCARD), new Rail("uzcard", Scheme.UZCARD));
        var paid = cardToMerchant(new State.Completed(SETTLED, null, Examples.NOW));
        assertThat(ATTEMPT.processor()).isEqualTo("uzcard");

        assertThat(refunded(paid, two, "better", "uzcard")).contains("uzcard");
        assertThat(refunded(paid, two, "better")).isEmpty();
    }

    private static Optional<String> refunded(Payment paid, Processors processors, String... ranked) {
        var state = new Refund.State.Refunded(null, Examples.NOW);
        var refund = new Refund(
                new RefundId(Examples.IDS.next(3)),
                1,
                paid.id(),
                paid.customer(),
                "key",
                paid.amount(),
                Examples.NOW,
                paid.finalBy(),
                state);
        return name(new Rails(ranking(processors, ranked), processors, settings()).prepareRefund(refund, paid));
    }

    private static Routing ranking(Processors processors, String... names) {
        return _ -> Stream.of(names)
                .map(name -> new Candidate(processors.named(name).orElseThrow(), "cheapest"))
                .toList();
    }

    private Optional<String> first(Payment payment) {
        return name(rails.prepareFirst(payment));
    }

    private static Optional<String> name(Mono<Optional<Attempt>> prepared) {
        return prepared.blockOptional(Duration.ofSeconds(5)).orElseThrow().map(Attempt::processor);
    }

    private Routing routing() {
        return question -> processors.serving(question.scheme()).stream()
                .filter(rail -> question.evenWithoutRoom() || !full.contains(question.scheme()))
                .map(rail -> new Candidate(rail, "in turn"))
                .toList();
    }

    private static PaymentSettings settings() {
        var second = Duration.ofSeconds(1);
        return new PaymentSettings(
                0, true, second, Duration.ofHours(1), second, second, second, 1, second, second, 1, "OQIM", "6012");
    }

    /** A rail that is never asked. */
    private static class Rail implements Processor {

        private final String name;
        private final Scheme scheme;

        Rail(String name, Scheme scheme) {
            this.name = name;
            this.scheme = scheme;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Scheme scheme() {
            return scheme;
        }

        @Override
        public Mono<MessageIdentity> identify(LegRequest request) {
            return Mono.just(new MessageIdentity(name + "-1"));
        }

        @Override
        public Mono<Outcome> send(Leg leg) {
            return Mono.error(new AssertionError("Nothing to send"));
        }

        @Override
        public Mono<Reversal> reverse(Leg leg, int attempt) {
            return Mono.error(new AssertionError("Nothing to reverse"));
        }
    }
}
