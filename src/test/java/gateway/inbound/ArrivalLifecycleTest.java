package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State;
import gateway.inbound.ArrivalLifecycle.Step;
import gateway.ledger.PostTransfers.Direct;
import gateway.ledger.SystemAccounts;
import gateway.shared.ids.AccountId;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How an arrival goes on, and what it moves. */
class ArrivalLifecycleTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Instant LAST = NOW.plusSeconds(1_200);
    private static final Arrival APPROVED = arrival(new State.Approved());

    private static Arrival arrival(State state) {
        return new Arrival(
                new ArrivalKey(new PartnerId(new UUID(1, 0x100)), "a1"),
                new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0500L),
                new CustomerId(new UUID(3, 0x200)),
                new Sender("TESTOV IVAN", "4000", "KZ", null, null, "N1"),
                new Money(1_234, Asset.USD),
                new Money(14_685_000, Asset.UZS),
                new BigDecimal("119.0000"),
                NOW,
                LAST,
                state,
                1);
    }

    @Test
    void isConfirmedUntilItsTimeIsOver() {
        assertThat(ArrivalLifecycle.confirm(APPROVED, NOW))
                .isEqualTo(new Step.Move(APPROVED.in(new State.Succeeded(NOW))));
        assertThat(ArrivalLifecycle.confirm(APPROVED, LAST.minusNanos(1))).isInstanceOf(Step.Move.class);
        assertThat(ArrivalLifecycle.confirm(APPROVED, LAST))
                .isEqualTo(new Step.Expire(APPROVED.in(new State.Failed(LAST, No.TOO_LATE))));
    }

    @Test
    void whatIsOverStaysAsItIs() {
        for (var state : new State[] {new State.Succeeded(NOW), new State.Failed(NOW, No.NO_FUNDS)}) {
            assertThat(ArrivalLifecycle.confirm(arrival(state), NOW)).isEqualTo(new Step.Refuse(No.NOT_APPROVED));
            assertThat(ArrivalLifecycle.expire(arrival(state), LAST)).isEqualTo(new Step.Refuse(No.NOT_APPROVED));
            assertThat(ArrivalLifecycle.fail(arrival(state), No.STOPPED, NOW))
                    .isEqualTo(new Step.Refuse(No.NOT_APPROVED));
        }
        assertThat(ArrivalLifecycle.confirm(arrival(new State.Failed(NOW, No.TOO_LATE)), NOW))
                .isEqualTo(new Step.Refuse(No.TOO_LATE));
    }

    @Test
    void expiresOnlyWhenItsTimeIsOver() {
        assertThat(ArrivalLifecycle.expire(APPROVED, NOW)).isEqualTo(new Step.Refuse(No.NOT_APPROVED));
        assertThat(ArrivalLifecycle.expire(APPROVED, LAST)).isInstanceOf(Step.Expire.class);
    }

    @Test
    void movesMoneyOnlyWhenItSucceeds() {
        assertThat(ArrivalPostings.transfers(APPROVED)).isEmpty();
        assertThat(ArrivalPostings.transfers(arrival(new State.Failed(NOW, No.STOPPED))))
                .isEmpty();

        var moved = ArrivalPostings.transfers(arrival(new State.Succeeded(NOW))).stream()
                .map(Direct.class::cast)
                .toList();
        var done = arrival(new State.Succeeded(NOW));
        int shard = done.key().shard();
        assertThat(moved).extracting(Direct::amount).containsExactly(done.sent(), done.received());
        assertThat(moved)
                .extracting(Direct::debit)
                .containsExactly(
                        AccountId.of(done.key().partner().value(), Asset.USD),
                        SystemAccounts.exchangePosition(Asset.UZS, shard));
        assertThat(moved)
                .extracting(Direct::credit)
                .containsExactly(
                        SystemAccounts.exchangePosition(Asset.USD, shard),
                        AccountId.of(done.receiver().value(), Asset.UZS));
        assertThat(moved).extracting(Direct::id).doesNotHaveDuplicates();
    }

    @Test
    void aStrangerHearsAMaskedName() {
        assertThat(ReceiverNames.mask("KARIMOV ANVAR OLIMOVICH")).isEqualTo("Anvar K.");
        assertThat(ReceiverNames.mask("Madina")).isEqualTo("M.");
    }

    /** Rows are found by it: another JDK, or another way to write it, must not find other shards. */
    @Test
    void aNameStaysInItsShard() {
        assertThat(shards("a1", "TRN-0001", "d2c7a2f1-5f0c-4b55-8d53-3f7a2f6e9b10", "x"))
                .containsExactly(1, 15, 15, 3);
    }

    private static List<Integer> shards(String... names) {
        var partner = new PartnerId(UUID.fromString("0197b1f2-3c4d-7e5f-8a6b-1c2d3e4f5a0b"));
        return Stream.of(names)
                .map(name -> new ArrivalKey(partner, name).shard())
                .toList();
    }
}
