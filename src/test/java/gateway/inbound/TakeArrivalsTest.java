package gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.compliance.Movement;
import gateway.compliance.UnrestrictedCustomers.CustomerRestricted;
import gateway.fraud.RestrictionRefusal;
import gateway.inbound.Arrival.ArrivalKey;
import gateway.inbound.Arrival.State;
import gateway.ledger.TransferRefusal;
import gateway.ledger.TransferRefusal.Reason;
import gateway.limits.LimitRefusal;
import gateway.shared.ids.CustomerId;
import gateway.shared.ids.PartnerId;
import gateway.shared.ids.PaymentId;
import gateway.shared.ids.TimeOrderedIds;
import gateway.shared.ids.TransferId;
import gateway.shared.money.Asset;
import gateway.shared.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What becomes of an arrival when something speaks against it, or nothing answers. */
class TakeArrivalsTest {

    static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    static final Instant DECIDED = NOW.plusSeconds(60);
    static final CustomerId RECEIVER = new CustomerId(new UUID(3, 0x200));
    private static final ArrivalKey KEY = new ArrivalKey(new PartnerId(new UUID(1, 0x100)), "a1");

    private final ArrivalWorld world = new ArrivalWorld();
    private final TakeArrivals take = world.take(Clock.fixed(NOW, ZoneOffset.UTC));

    static Arrival fresh(String sender) {
        return fresh(KEY, sender);
    }

    static Arrival fresh(ArrivalKey key, String sender) {
        return new Arrival(
                key,
                TimeOrderedIds.derive(
                        new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0500L),
                        1 + Math.floorMod(key.theirId().hashCode(), 0xFFFF)),
                RECEIVER,
                new Sender(sender, "4000", "KZ", null, null, "N1"),
                new Money(1_234, Asset.USD),
                new Money(14_685_000, Asset.UZS),
                new BigDecimal("119.0000"),
                NOW,
                NOW.plusSeconds(1_200),
                new State.Approved(),
                1);
    }

    private Told keep() {
        return told(take.keep(fresh("TESTOV IVAN")));
    }

    private Told confirm() {
        return told(take.confirm(KEY));
    }

    private static Told told(Mono<Told> mono) {
        return mono.blockOptional().orElseThrow();
    }

    private static Told no(No why) {
        return new Told.Not(why);
    }

    private State state() {
        return world.stored.get(KEY).state();
    }

    @Test
    void aConfirmationHasItsEffectOnce() {
        assertThat(keep()).isEqualTo(new Told.Is(fresh("TESTOV IVAN")));
        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(confirm()).isEqualTo(no(No.NOT_APPROVED));

        assertThat(world.transfers).hasSize(2);
        assertThat(world.events).containsExactly("arrival.completed");
        assertThat(world.movements).extracting(Movement::country).containsExactly("KZ");
    }

    @Test
    void aListedSenderOrReceiverIsRefusedAndNothingIsKept() {
        assertThat(told(take.keep(fresh("LISTED IVAN")))).isEqualTo(no(No.SENDER_LISTED));
        world.names.receiver = "LISTED ANVAR";
        assertThat(keep()).isEqualTo(no(No.RECEIVER_LISTED));

        assertThat(world.stored).isEmpty();
        assertThat(world.entries).isZero();
        assertThat(world.names.heard)
                .as("a listed receiver has a case of their own")
                .containsExactly(heard("LISTED IVAN"));
    }

    private static String heard(String name) {
        var it = fresh(name);
        return it.receiver() + " " + new PaymentId(it.id()) + " " + name;
    }

    @Test
    void noSenderIsRefusedOfWhomComplianceHasNotHeard() {
        world.names.deaf = true;

        assertThatThrownBy(() -> told(take.keep(fresh("LISTED IVAN")))).hasMessage("The books are away");

        assertThat(world.stored).isEmpty();
        assertThat(world.trail).as("a refusal that nobody was told").isEmpty();
    }

    @Test
    void aSenderWhoIsListedMeanwhileIsHeardOfBeforeItFails() {
        world.stored.put(KEY, fresh("LISTED IVAN"));
        world.names.deaf = true;
        assertThatThrownBy(this::confirm).hasMessage("The books are away");
        assertThat(state()).isEqualTo(new State.Approved());
        assertThat(world.trail).isEmpty();
        world.names.deaf = false;

        assertThat(confirm()).isInstanceOf(Told.Is.class);

        assertThat(state()).isEqualTo(new State.Failed(NOW, No.SENDER_LISTED));
        assertThat(world.names.heard).containsExactly(heard("LISTED IVAN"));
        assertThat(world.transfers).isEmpty();
    }

    @Test
    void whoeverIsListedMeanwhileGetsNothing() {
        keep();
        world.names.receiver = "LISTED ANVAR";

        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(state()).isEqualTo(new State.Failed(NOW, No.RECEIVER_LISTED));
        assertThat(world.transfers).isEmpty();
        assertThat(world.events).containsExactly("arrival.failed");
    }

    @Test
    void aReceiverWhomTheBankOrTheStateStopsGetsNothing() {
        world.restricted.add(RECEIVER);
        assertThat(keep()).isEqualTo(no(No.RECEIVER_LISTED));
        world.restricted.clear();
        world.ordered = true;
        assertThat(keep()).isEqualTo(no(No.RECEIVER_LISTED));
        world.ordered = false;
        keep();
        world.restricted.add(RECEIVER);
        confirm();

        assertThat(state()).isEqualTo(new State.Failed(NOW, No.STOPPED));
        assertThat(world.transfers).isEmpty();
    }

    @Test
    void anOrderThatComesInTheLastMomentIsKept() {
        keep();
        world.refusals.add(new RestrictionRefusal(ArrivalWorld.order()));
        confirm();

        assertThat(state()).isEqualTo(new State.Failed(NOW, No.STOPPED));
    }

    @Test
    void soIsADecisionOfComplianceThatThisNodeDoesNotKnowYet() {
        world.refusals.add(new CustomerRestricted(RECEIVER));
        assertThat(keep()).isEqualTo(no(No.RECEIVER_LISTED));
        assertThat(world.stored).isEmpty();
        keep();
        world.refusals.add(new CustomerRestricted(RECEIVER));
        confirm();

        assertThat(state()).isEqualTo(new State.Failed(NOW, No.STOPPED));
        assertThat(world.transfers).isEmpty();
    }

    @Test
    void whatALimitLeavesNoRoomForIsNotKept() {
        world.refusals.add(new LimitRefusal("abroad", 1, true, 0, Asset.UZS, NOW, null));

        assertThat(keep()).isEqualTo(no(No.TOO_MUCH));
        assertThat(world.stored).isEmpty();
        assertThat(keep()).isInstanceOf(Told.Is.class);
    }

    /** By when there may be another one. */
    @Test
    void tooManyAreToldFromTooMuch() {
        world.refusals.add(new LimitRefusal("day", 1, false, 0, Asset.UZS, NOW.plusSeconds(86_400), null));
        world.refusals.add(new LimitRefusal("month", 1, false, 0, Asset.UZS, NOW.plusSeconds(86_401), null));

        assertThat(keep()).isEqualTo(no(No.TOO_MANY_A_DAY));
        assertThat(keep()).isEqualTo(no(No.TOO_MANY_A_MONTH));
        assertThat(world.stored).isEmpty();
    }

    @Test
    void withoutFundsItFailsForGood() {
        keep();
        world.refusals.add(new TransferRefusal(new TransferId(new UUID(1, 1)), Reason.INSUFFICIENT_FUNDS));

        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(state()).isEqualTo(new State.Failed(NOW, No.NO_FUNDS));
        assertThat(confirm()).isEqualTo(no(No.NOT_APPROVED));
        assertThat(world.transfers).isEmpty();
    }

    @Test
    void whoeverLosesARaceLooksAgain() {
        keep();
        world.refusals.add(new WriteArrival.ArrivalMoved());

        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(state()).isInstanceOf(State.Succeeded.class);
    }

    @Test
    void afterSilenceTheStatusTellsAndAConfirmationMayBeRepeated() {
        keep();
        world.silent = true;
        assertThatThrownBy(this::confirm).hasMessageContaining("silent");
        assertThat(state()).isEqualTo(new State.Approved());
        world.silent = false;

        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(world.transfers).hasSize(2);
    }

    @Test
    void nobodyHeardOfItYet() {
        assertThat(confirm()).isEqualTo(no(No.UNKNOWN));
        keep();
        assertThat(keep()).isEqualTo(no(No.EXISTS));
    }

    @Test
    void aKnownNameIsToldBeforeAnythingElse() {
        keep();

        assertThat(told(take.unlessKnown(KEY, () -> Mono.just(no(No.RATE_CHANGED)))))
                .isEqualTo(no(No.EXISTS));
        assertThat(told(take.unlessKnown(new ArrivalKey(KEY.partner(), "a2"), () -> Mono.just(no(No.RATE_CHANGED)))))
                .isEqualTo(no(No.RATE_CHANGED));
    }

    @Test
    void whoeverIsMerelyAlikeWaitsForPeopleOnceItIsConfirmed() {
        assertThat(told(take.keep(fresh("ALIKE IVAN")))).isInstanceOf(Told.Is.class);

        assertThat(confirm()).isInstanceOf(Told.Is.class);
        assertThat(state()).isEqualTo(new State.InReview(No.SENDER_LISTED));
        assertThat(world.stored.get(KEY).expiresAt()).isEqualTo(NOW.plusSeconds(12 * 3_600));
        assertThat(confirm()).isEqualTo(no(No.NOT_APPROVED));
        assertThat(world.transfers).isEmpty();
        assertThat(world.events).isEmpty();
        assertThat(world.names.heard).isEmpty();
    }

    @Test
    void whatTwoLetGoIsCreditedThoughTheNamesAreAsTheyWere() {
        review("KARIMOV ANVAR", true);

        assertThat(state()).isInstanceOf(State.Succeeded.class);
        assertThat(world.transfers).hasSize(2);
        assertThat(world.events).containsExactly("arrival.completed");
    }

    @Test
    void whatOneRefusesFails() {
        review("KARIMOV ANVAR", false);

        assertThat(state()).isEqualTo(new State.Failed(DECIDED, No.SENDER_LISTED));
        assertThat(world.transfers).isEmpty();
        assertThat(world.events).containsExactly("arrival.failed");
    }

    @Test
    void whatNobodyDecidesFailsWhenItsTimeIsOver() {
        take.keep(fresh("ALIKE IVAN")).block();
        confirm();

        told(world.take(Clock.fixed(NOW.plusSeconds(12 * 3_600 - 1), ZoneOffset.UTC))
                .end(world.stored.get(KEY)));
        assertThat(state()).isInstanceOf(State.InReview.class);
        told(world.take(Clock.fixed(NOW.plusSeconds(12 * 3_600), ZoneOffset.UTC))
                .end(world.stored.get(KEY)));
        assertThat(state()).isEqualTo(new State.Failed(NOW.plusSeconds(12 * 3_600), No.SENDER_LISTED));
    }

    @Test
    void whatIsLetGoIsStoppedAllTheSameByAnOrder() {
        world.restrictedLater = true;
        review("KARIMOV ANVAR", true);

        assertThat(state()).isEqualTo(new State.Failed(DECIDED, No.STOPPED));
        assertThat(world.transfers).isEmpty();
    }

    @Test
    void aReceiverWhoIsListedIsRefusedThoughTheSenderWouldWait() {
        world.names.receiver = "LISTED ANVAR";

        assertThat(told(take.keep(fresh("ALIKE IVAN")))).isEqualTo(no(No.RECEIVER_LISTED));
        world.names.receiver = "ALIKE ANVAR";
        keep();
        confirm();
        assertThat(state()).isEqualTo(new State.InReview(No.RECEIVER_LISTED));
    }

    private void review(String receiver, boolean released) {
        world.names.receiver = receiver;
        take.keep(fresh("ALIKE IVAN")).block();
        confirm();
        if (world.restrictedLater) {
            world.restricted.add(RECEIVER);
        }
        var it = world.stored.get(KEY);
        world.decide(new ArrivalReviews.Decided(it.id(), released, null, "dilnoza", "looked at"))
                .block();
        told(world.take(Clock.fixed(DECIDED, ZoneOffset.UTC)).end(it));
    }
}
