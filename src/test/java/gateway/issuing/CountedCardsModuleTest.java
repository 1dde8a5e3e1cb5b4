package gateway.issuing;

import static gateway.issuing.IssuingRig.available;
import static gateway.issuing.IssuingRig.card;
import static gateway.issuing.IssuingRig.hear;
import static gateway.issuing.IssuingRig.here;
import static gateway.issuing.IssuingRig.newTransaction;
import static gateway.issuing.IssuingRig.now;
import static gateway.issuing.IssuingRig.posted;
import static gateway.issuing.IssuingRig.say;
import static gateway.issuing.IssuingRig.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.customers.KycTier;
import gateway.issuing.Controls.Limit;
import gateway.issuing.Controls.Period;
import gateway.issuing.IssuingRig.Said;
import gateway.issuing.NetworkMessage.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import sandbox.embedded.LiveBooks;

/**
 * What issued cards count against the bank's limits, on two nodes: by tier, step by step, and until nothing comes any
 * more. Somebody little known may spend 100,000 in all; somebody known 200,000 in thirty days, in three purchases of at
 * most 150,000; whoever was seen, what they like.
 */
class CountedCardsModuleTest {

    private static final Duration LONG = Duration.ofDays(8);

    @BeforeAll
    static void start() {
        IssuingRig.start("classpath:limits/issued.yaml");
    }

    @AfterAll
    static void stop() {
        IssuingRig.stop();
    }

    private static IssuedCard cardOf(KycTier tier) {
        var card = card(100_000_000);
        IssuingControls.TIERS.put(card.owner(), tier);
        return card;
    }

    /** What counts of one limit now. */
    private static long used(IssuedCard card, String limit) {
        return now(here.bean(DatabaseClient.class)
                .sql("""
                    select coalesce(sum(taken - given_back), 0)::bigint
                      from limits.counter
                     where scope = :customer and limit_id = :limit
                    """)
                .bind("customer", card.owner().value())
                .bind("limit", limit)
                .map(row -> row.get(0, Long.class))
                .one());
    }

    /** The same of single uses, in a window that rolls. */
    private static long kept(IssuedCard card) {
        return now(here.bean(DatabaseClient.class)
                .sql("select coalesce(sum(units), 0)::bigint from limits.taken where scope = :customer")
                .bind("customer", card.owner().value())
                .map(row -> row.get(0, Long.class))
                .one());
    }

    private static Mono<Long> lapse(LiveBooks node) {
        return node.bean(LapseAuthorisations.class).run(Instant.now().plus(LONG));
    }

    @Test
    void aLimitOfATierHoldsForItsCustomersCards() {
        var little = cardOf(KycTier.PHONE_ONLY);
        var seen = cardOf(KycTier.SEEN);

        assertThat(hear(little, Kind.AUTHORISATION, newTransaction(), 50_000_000))
                .isEqualTo(Reason.BANK_LIMIT);
        assertThat(hear(little, Kind.AUTHORISATION, newTransaction(), 100_000)).isEqualTo(Reason.APPROVED);
        assertThat(hear(little, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.BANK_LIMIT);
        assertThat(hear(seen, Kind.AUTHORISATION, newTransaction(), 50_000_000)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void nothingIsApprovedForWhomNobodyKnows() {
        var card = cardOf(KycTier.SEEN);
        IssuingControls.STRANGE.add(card.owner());
        var said = Said.of(Kind.AUTHORISATION, newTransaction(), 1);

        assertThatThrownBy(() -> hear(here, card, said)).hasMessageContaining("nobody knows");

        assertThat(available(card)).isEqualTo(100_000_000);
        IssuingControls.STRANGE.remove(card.owner());
        assertThat(hear(there, card, said)).isEqualTo(Reason.APPROVED);
    }

    @Test
    void whatRaisesAPurchaseCountsAndSingleMaximaSeeTheWhole() {
        var little = cardOf(KycTier.MATCHED);
        var transaction = newTransaction();
        assertThat(hear(little, Kind.AUTHORISATION, transaction, 100)).isEqualTo(Reason.APPROVED);
        assertThat(hear(little, Kind.INCREMENT, transaction, 50_000_000)).isEqualTo(Reason.BANK_LIMIT);
        assertThat(hear(little, Kind.INCREMENT, transaction, 99_900)).isEqualTo(Reason.APPROVED);
        assertThat(hear(little, Kind.INCREMENT, transaction, 1)).isEqualTo(Reason.BANK_LIMIT);
        assertThat(used(little, "little-known")).isEqualTo(100_000);

        var known = cardOf(KycTier.DOCUMENTED);
        var big = newTransaction();
        assertThat(hear(known, Kind.AUTHORISATION, big, 100_000)).isEqualTo(Reason.APPROVED);
        assertThat(hear(known, Kind.INCREMENT, big, 50_001)).isEqualTo(Reason.BANK_LIMIT);
        for (int n = 0; n < 5; n++) {
            assertThat(hear(known, Kind.INCREMENT, big, 10_000)).isEqualTo(Reason.APPROVED);
        }
        assertThat(used(known, "known-count")).isEqualTo(1);
        assertThat(kept(known)).isEqualTo(150_000);
    }

    @Test
    void aReversalInPartGivesBackWhatItReleasedAndTheRestComesWithTheWhole() {
        var card = cardOf(KycTier.DOCUMENTED);
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 60_000);
        hear(card, Kind.INCREMENT, transaction, 40_000);

        // More than the last step had added, then less than what is left.
        assertThat(hear(here, card, Said.of(Kind.REVERSAL, transaction, 100_000).leaving(50_000)))
                .isEqualTo(Reason.APPROVED);
        assertThat(used(card, "known-amount")).isEqualTo(50_000);
        assertThat(used(card, "known-count")).isEqualTo(1);
        assertThat(hear(card, Kind.INCREMENT, transaction, 5_000)).isEqualTo(Reason.APPROVED);
        assertThat(hear(there, card, Said.of(Kind.REVERSAL, transaction, 55_000).leaving(20_000)))
                .isEqualTo(Reason.APPROVED);
        assertThat(used(card, "known-amount")).isEqualTo(20_000);
        assertThat(hear(card, Kind.REVERSAL, transaction, 20_000)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.REVERSAL, transaction, 20_000)).isEqualTo(Reason.REVERSED_BEFORE);

        assertThat(used(card, "known-amount")).isZero();
        assertThat(used(card, "known-count")).isZero();
        assertThat(kept(card)).isZero();
    }

    @Test
    void clearingCountsWhatItTakesBeyondTheMaximumToo() {
        var card = cardOf(KycTier.DOCUMENTED);
        var less = newTransaction();
        hear(card, Kind.AUTHORISATION, less, 100_000);
        hear(card, Kind.CLEARING, less, 30_000);
        assertThat(used(card, "known-amount")).isEqualTo(30_000);

        var more = newTransaction();
        hear(card, Kind.AUTHORISATION, more, 100_000);
        assertThat(hear(card, Kind.CLEARING, more, 150_000)).isEqualTo(Reason.APPROVED);
        assertThat(used(card, "known-amount")).isEqualTo(180_000);
        assertThat(used(card, "known-count")).isEqualTo(2);
        // Unasked, and approved elsewhere.
        assertThat(hear(card, Kind.CLEARING, newTransaction(), 160_000)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.ADVICE, newTransaction(), 9_000)).isEqualTo(Reason.APPROVED);

        assertThat(used(card, "known-amount")).isEqualTo(349_000);
        assertThat(used(card, "known-count")).isEqualTo(4);
        assertThat(kept(card)).isEqualTo(349_000);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.BANK_LIMIT);
    }

    @Test
    void sixtyFourWhoRaiseOnePurchaseGetExactlyWhatTheBankAllows() {
        var card = cardOf(KycTier.PHONE_ONLY);
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 40_000);

        long raised = now(Flux.range(0, 64)
                .flatMap(n -> say(n % 2 == 0 ? here : there, card, Said.of(Kind.INCREMENT, transaction, 9_000)), 4)
                .filter(answer -> answer.startsWith("APPROVED"))
                .count());

        assertThat(raised).isEqualTo(6);
        assertThat(used(card, "little-known")).isEqualTo(94_000);
        assertThat(hear(card, Kind.REVERSAL, transaction, 94_000)).isEqualTo(Reason.APPROVED);
        assertThat(used(card, "little-known")).isZero();
    }

    @Test
    void whatWasApprovedAndNeverCameCountsNoLongerOnceItsHoldIsOver() {
        var card = cardOf(KycTier.DOCUMENTED);
        now(here.bean(ControlIssuedCard.class).put(card.owner(), card.id(), onceFor(150_000)));
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 100_000);
        hear(card, Kind.INCREMENT, transaction, 50_000);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 1)).isEqualTo(Reason.SINGLE_USE_SPENT);

        now(here.bean(LapseAuthorisations.class).run(Instant.now()));
        assertThat(used(card, "known-amount")).isEqualTo(150_000);
        now(Flux.range(0, 8).flatMap(n -> lapse(n % 2 == 0 ? here : there), 8).collectList());

        assertThat(used(card, "known-amount")).isZero();
        assertThat(used(card, "known-count")).isZero();
        assertThat(kept(card)).isZero();
        assertThat(hear(card, Kind.INCREMENT, transaction, 1)).isEqualTo(Reason.ORIGINAL_UNKNOWN);
        assertThat(hear(card, Kind.AUTHORISATION, newTransaction(), 150_000)).isEqualTo(Reason.APPROVED);
        assertThat(hear(here, card, Said.of(Kind.REVERSAL, transaction, 150_000).leaving(5)))
                .isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.REVERSAL, transaction, 150_000)).isEqualTo(Reason.APPROVED);
        assertThat(hear(card, Kind.REVERSAL, transaction, 150_000)).isEqualTo(Reason.REVERSED_BEFORE);
        assertThat(used(card, "known-amount")).isEqualTo(150_000);
    }

    private static Controls onceFor(long most) {
        var month = List.of(new Limit(Period.LIFETIME, most, null));
        return new Controls(null, month, null, null, null, null, null, true, false);
    }

    @Test
    void clearingAfterItLapsedStillPostsAndCounts() {
        var card = cardOf(KycTier.DOCUMENTED);
        var transaction = newTransaction();
        hear(card, Kind.AUTHORISATION, transaction, 100_000);
        now(lapse(there));

        assertThat(hear(card, Kind.CLEARING, transaction, 100_000)).isEqualTo(Reason.APPROVED);

        assertThat(posted(card)).isEqualTo(100_000_000 - 100_000);
        assertThat(used(card, "known-amount")).isEqualTo(100_000);
        assertThat(used(card, "known-count")).isEqualTo(1);
        now(lapse(here));
        assertThat(used(card, "known-amount")).isEqualTo(100_000);
    }

    /** Whoever is first: what was cleared counts once, and nothing else does. */
    @Test
    void clearingAndLapsingThatRaceCountExactlyWhatWasTaken() {
        var card = cardOf(KycTier.PHONE_ONLY);
        var transactions = Flux.range(0, 24).map(_ -> newTransaction()).collectList();
        var all = now(transactions);
        all.forEach(it -> assertThat(hear(card, Kind.AUTHORISATION, it, 1_000)).isEqualTo(Reason.APPROVED));

        var cleared = Flux.fromIterable(all.subList(0, 12))
                .flatMap(it -> say(there, card, Said.of(Kind.CLEARING, it, 1_500)), 12);
        now(Flux.merge(lapse(here), lapse(there), cleared.count(), lapse(here)).collectList());
        now(lapse(here));

        assertThat(used(card, "little-known")).isEqualTo(12 * 1_500);
        assertThat(posted(card)).isEqualTo(100_000_000 - 12 * 1_500);
        assertThat(now(here.bean(DatabaseClient.class)
                        .sql("select usage from issuing.chain where id = :chain")
                        .bind("chain", card.chain())
                        .map(row -> row.get(0, String.class))
                        .one()))
                .contains("lifetime:0:18000:12");
    }
}
